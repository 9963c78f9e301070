package dev.lux.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LivenessTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Liveness liveness = new Liveness(Duration.ofSeconds(75), 0);

    @Test
    void aPeerIsDeadWhenNothingCameAndNothingWentForTheTime() {
        assertThat(liveness.isDead(0, 74 * SECOND)).isFalse();
        assertThat(liveness.isDead(0, 75 * SECOND)).isTrue();
    }

    @Test
    void whatCameShowsThatThePeerIsThere() {
        liveness.heard(50 * SECOND);
        assertThat(liveness.isDead(0, 124 * SECOND)).isFalse();
        assertThat(liveness.isDead(0, 125 * SECOND)).isTrue();
    }

    @Test
    void whatWentShowsThatThePeerIsThere() {
        assertThat(liveness.isDead(1_000, 25 * SECOND)).isFalse();
        assertThat(liveness.isDead(900, 70 * SECOND)).isFalse();
        assertThat(liveness.isDead(900, 100 * SECOND)).isFalse();
        assertThat(liveness.isDead(900, 145 * SECOND)).isTrue();
    }
}
