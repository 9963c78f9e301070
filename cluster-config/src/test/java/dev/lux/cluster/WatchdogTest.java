package dev.lux.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.cluster.Watchdog.Sight;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class WatchdogTest {
    private static final Sight LEFT_BEHIND = new Sight(false, false, true);
    private static final Sight NO_QUORUM = new Sight(false, false, false);
    private static final Sight EDGE_ALONE = new Sight(false, true, false);

    private final Watchdog watchdog = new Watchdog();
    /** Far along: elapsed time starts anywhere. */
    private long now = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

    /** Looks every two seconds. */
    private String after(int seconds, Sight sight) {
        String reason = null;
        for (int i = 0; i < seconds; i += 2) {
            now += Duration.ofSeconds(2).toNanos();
            reason = watchdog.look(now, sight);
        }
        return reason;
    }

    @Test
    void aNodeWithItsQuorumStays() {
        assertThat(after(3_600, Sight.OF_QUORUM)).isNull();
    }

    @Test
    void aNodeWithoutQuorumStaysHoweverLong() {
        assertThat(after(3_600, NO_QUORUM)).isNull();
    }

    @Test
    void aNodeThatOthersGoOnWithoutExitsAfterTwentySeconds() {
        assertThat(after(20, LEFT_BEHIND)).isNull();
        assertThat(after(2, LEFT_BEHIND)).contains("without it");
    }

    @Test
    void anEdgeThatSeesNoDataMemberExitsAfterTwentySeconds() {
        assertThat(after(20, EDGE_ALONE)).isNull();
        assertThat(after(2, EDGE_ALONE)).contains("no data member");
    }

    @Test
    void whatPassesInBetweenStartsTheTimeAnew() {
        after(20, LEFT_BEHIND);
        after(2, NO_QUORUM);
        assertThat(after(20, LEFT_BEHIND)).isNull();
        after(2, Sight.OF_QUORUM);
        assertThat(after(20, LEFT_BEHIND)).isNull();
    }

    @Test
    void twoReasonsAreNotAddedUp() {
        after(12, LEFT_BEHIND);
        assertThat(after(12, EDGE_ALONE)).isNull();
    }

    @Test
    void aProcessThatWasStoppedLooksAroundBeforeItJudges() {
        after(4, LEFT_BEHIND);
        now += Duration.ofMinutes(5).toNanos();
        assertThat(after(4, LEFT_BEHIND)).isNull();
        assertThat(after(2, LEFT_BEHIND)).isNotNull();
    }
}
