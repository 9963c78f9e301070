package dev.lux.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SilencesTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Duration LONG = Duration.ofSeconds(7);
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);

    private final Silences silences = new Silences();

    @Test
    void aMemberIsSilentFromItsLastHeartbeatOn() {
        silences.look(Map.of(A, 10L, B, 10L), 0);
        silences.look(Map.of(A, 11L, B, 10L), 5 * SECOND);
        assertThat(silences.longerThan(LONG, 7 * SECOND)).isEmpty();
        assertThat(silences.longerThan(LONG, 7 * SECOND + 1)).containsExactly(B);
        assertThat(silences.longerThan(Duration.ofSeconds(2), 7 * SECOND + 1)).containsExactlyInAnyOrder(A, B);
    }

    @Test
    void aMemberThatIsHeardAgainIsNotSilent() {
        silences.look(Map.of(A, 10L), 0);
        assertThat(silences.longerThan(LONG, 8 * SECOND)).containsExactly(A);
        silences.look(Map.of(A, 9L), 8 * SECOND);
        assertThat(silences.longerThan(LONG, 9 * SECOND)).isEmpty();
    }

    @Test
    void aMemberThatCameBackIsGivenItsTime() {
        silences.look(Map.of(A, 10L), 0);
        silences.look(Map.of(), 8 * SECOND);
        silences.look(Map.of(A, 10L), 9 * SECOND);
        assertThat(silences.longerThan(LONG, 10 * SECOND)).isEmpty();
    }
}
