package dev.lux.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class ClusterClockTest {
    private static final long START = 1_795_223_278_000_123L;

    private final Set<String> members = new HashSet<>(Set.of("b", "c", "d", "e"));
    private long wallMicros = START;
    private long elapsedNanos = Long.MAX_VALUE - 1_000;
    private final ClusterClock clock = new ClusterClock(
            new Clock() {
                @Override
                public long wallMicros() {
                    return wallMicros;
                }

                @Override
                public long elapsedNanos() {
                    return elapsedNanos;
                }
            },
            members::contains);

    private void hears(String node, long secondsAhead) {
        clock.heard(node, wallMicros + secondsAhead * 1_000_000);
    }

    private void passes(Duration time) {
        wallMicros += time.toMillis() * 1_000;
        elapsedNanos += time.toNanos();
        clock.review();
    }

    /** By how many seconds the clock in use is ahead of this node's own. */
    private long ahead() {
        return (clock.wallMicros() - wallMicros) / 1_000_000;
    }

    @Test
    void aNodeAloneHasItsOwnClock() {
        clock.review();
        assertThat(clock.wallMicros()).isEqualTo(START);
        assertThat(clock.elapsedNanos()).isEqualTo(elapsedNanos);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0", // all agree
        "3600, 0, 0", // another one is wrong
        "-3600, 0, 0",
        "60, 60, 0", // within the tolerance
        "-60, -60, 0",
        "61, 61, 61", // ours is wrong
        "-61, -61, -61",
        "3600, 3600, 3600",
        "3600, 3601, 3600", // the median is used, not the mean
        "3600, -3600, 0" // both others are wrong
    })
    void ofThreeClocksTheOneInTheMiddleIsTrusted(long b, long c, long expected) {
        hears("b", b);
        hears("c", c);
        assertThat(ahead()).isEqualTo(expected);
    }

    @Test
    void ofFiveClocksTwoWrongOnesAreOutvoted() {
        hears("b", 3_600);
        hears("c", 7_200);
        hears("d", 1);
        hears("e", 2);
        assertThat(ahead()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"3600, 0", "-3600, -3600"})
    void ofTwoClocksTheLowerIsUsed(long b, long expected) {
        hears("b", b);
        assertThat(ahead()).isEqualTo(expected);
    }

    @Test
    void theNewestWordOfANodeCounts() {
        hears("b", 3_600);
        hears("c", 3_600);
        hears("b", 0);
        assertThat(ahead()).isZero();
    }

    @Test
    void aClockThatWasSetRightIsUsedAgain() {
        hears("b", 3_600);
        hears("c", 3_600);
        wallMicros += Duration.ofHours(1).toMillis() * 1_000;
        hears("b", 0);
        hears("c", 0);
        assertThat(clock.wallMicros()).isEqualTo(wallMicros);
    }

    @Test
    void whoHasLeftDoesNotCount() {
        hears("b", 3_600);
        hears("c", 3_600);
        members.clear();
        clock.review();
        assertThat(ahead()).isZero();
    }

    @Test
    void whoIsNotAMemberDoesNotCount() {
        hears("x", 3_600);
        hears("y", 3_600);
        assertThat(ahead()).isZero();
    }

    @Test
    void whoHasBeenSilentForTenSecondsDoesNotCount() {
        hears("b", 3_600);
        hears("c", 3_600);
        passes(Duration.ofSeconds(10));
        assertThat(ahead()).isEqualTo(3_600);
        passes(Duration.ofMillis(1));
        assertThat(ahead()).isZero();
    }

    @Test
    void aShiftedClockIsOffByThatMuchAndPassesAsFast() {
        Clock shifted = clock.shifted(Duration.ofHours(-1));
        assertThat(shifted.wallMicros()).isEqualTo(START - 3_600_000_000L);
        assertThat(shifted.elapsedNanos()).isEqualTo(elapsedNanos);
    }
}
