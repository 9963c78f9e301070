package dev.lux.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SilencesTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Duration LONG = Duration.ofSeconds(7);
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final UUID C = new UUID(0, 3);

    private final Silences silences = new Silences();

    /** Looks often, from one second to another. */
    private void look(Map<UUID, Long> stamps, long fromSecond, long toSecond) {
        for (long tenths = fromSecond * 10; tenths <= toSecond * 10; tenths++) {
            silences.look(stamps, tenths * SECOND / 10);
        }
    }

    @Test
    void aMemberIsSilentFromItsLastHeartbeatOn() {
        look(Map.of(A, 10L, B, 10L), 0, 5);
        look(Map.of(A, 11L, B, 10L), 5, 7);
        assertThat(silences.longerThan(LONG, 7 * SECOND)).isEmpty();
        assertThat(silences.longerThan(LONG, 7 * SECOND + 1)).containsExactly(B);
        assertThat(silences.longerThan(Duration.ofSeconds(2), 7 * SECOND + 1)).containsExactlyInAnyOrder(A, B);
    }

    @Test
    void aMemberThatIsHeardAgainIsNotSilent() {
        look(Map.of(A, 10L), 0, 8);
        assertThat(silences.longerThan(LONG, 8 * SECOND)).containsExactly(A);
        silences.look(Map.of(A, 9L), 8 * SECOND);
        assertThat(silences.longerThan(LONG, 9 * SECOND)).isEmpty();
    }

    @Test
    void aMemberThatCameBackIsGivenItsTime() {
        look(Map.of(A, 10L), 0, 8);
        look(Map.of(), 8, 9);
        look(Map.of(A, 10L), 9, 10);
        assertThat(silences.longerThan(LONG, 10 * SECOND)).isEmpty();
    }

    @Test
    void whoDidNotLookHasHeardNobodyForThatReason() {
        look(Map.of(A, 10L), 0, 1);
        look(Map.of(A, 10L), 20, 21);
        assertThat(silences.longerThan(LONG, 21 * SECOND)).isEmpty();
        look(Map.of(A, 10L), 21, 28);
        assertThat(silences.longerThan(LONG, 28 * SECOND)).containsExactly(A);
    }

    @Test
    void whoFellSilentWithTheMasterIsGoneWithIt() {
        look(Map.of(A, 10L, B, 10L, C, 10L), 0, 1);
        look(Map.of(A, 10L, B, 11L, C, 11L), 1, 6);
        assertThat(silences.goneWith(A, LONG, 6 * SECOND)).as("too early").isEmpty();
        look(Map.of(A, 10L, B, 11L, C, 12L), 6, 7);
        assertThat(silences.goneWith(A, LONG, 7 * SECOND)).containsExactly(B);
    }

    @Test
    void nobodyIsGoneWithAMasterThatIsHeard() {
        look(Map.of(A, 10L, B, 10L), 0, 6);
        look(Map.of(A, 11L, B, 10L), 6, 8);
        assertThat(silences.goneWith(A, LONG, 8 * SECOND)).isEmpty();
    }

    @Test
    void whoStoodStillHasHeardNobodyByTheClock() {
        look(Map.of(A, 10L, B, 10L), 0, 1);
        look(Map.of(A, 10L, B, 11L), 20, 21);
        assertThat(silences.heardNanos(List.of(A, B, C))).containsExactly(0L, 20 * SECOND);
    }
}
