package dev.lux.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More is pending than may be: a new snapshot takes its place. Here that is three documents. */
@Timeout(10)
class OutboxRestartTest {
    private final OutboxUnderTest stream = new OutboxUnderTest(3);

    private void blockAndOverrun() {
        stream.block();
        for (int i = 1; i <= 4; i++) {
            stream.live("a" + i, 10 + i);
        }
    }

    @Test
    void theNewSnapshotEndsWithSyncedAndTheRightCount() {
        stream.live("a1", 1);
        stream.live("a5", 2);
        stream.subscribe("a*");
        stream.sent();
        blockAndOverrun();
        stream.unblock();
        assertThat(stream.sent())
                .containsExactly(
                        "state a1 11", "state a2 12", "state a3 13", "state a4 14", "state a5 2", "synced a* 5");
    }

    @Test
    void whatWasToldAndIsDeletedBeforeTheNewSnapshotReachesItIsGone() {
        stream.live("a1", 1);
        stream.live("a5", 2);
        stream.subscribe("a*");
        stream.sent();
        blockAndOverrun();
        stream.gone("a5", 20);
        stream.unblock();
        assertThat(stream.sent())
                .containsExactly(
                        "state a1 11", "state a2 12", "state a3 13", "state a4 14", "gone a5 20", "synced a* 4");
    }

    @Test
    void aDeletionThatWasPendingStaysPending() {
        stream.live("a0", 1);
        stream.subscribe("a*");
        stream.sent();
        stream.block();
        stream.gone("a0", 2);
        blockAndOverrun();
        stream.unblock();
        assertThat(stream.sent()).contains("gone a0 2").last().isEqualTo("synced a* 4");
    }

    @Test
    void aSubscriptionThatWasNotAnsweredYetIsStillAnswered() {
        stream.subscribe("a*");
        stream.sent();
        stream.block();
        stream.subscribe("b*", "2", Map.of("b1", 7L), Map.of("b1", 9L));
        stream.subscribe("a*", "3", Map.of(), Map.of());
        blockAndOverrun();
        stream.unblock();
        assertThat(stream.sent()).contains("gone b1 9", "synced b* 0 ref 2", "synced a* 4 ref 3");
    }

    @Test
    void aResetThatWasPendingIsToldAsOne() {
        stream.live("a0", 9);
        stream.subscribe("a*");
        stream.sent();
        stream.block();
        stream.resets("a0", 2, true);
        stream.tell();
        blockAndOverrun();
        stream.unblock();
        assertThat(stream.sent())
                .contains("state a0 2 reset")
                .doesNotContain("state a0 2")
                .last()
                .isEqualTo("synced a* 5");
    }

    @Test
    void manyPendingDeletionsDoNotRestartTheSnapshotAgainAndAgain() {
        for (int i = 0; i < 8; i++) {
            stream.live("d" + i, 1);
        }
        stream.live("a", 1);
        stream.live("b", 1);
        stream.subscribe("*");
        stream.sent();
        stream.block();
        for (int i = 0; i < 8; i++) {
            stream.gone("d" + i, 2);
        }
        for (int version = 2; version < 20; version++) {
            stream.live("a", version);
            stream.room(1);
        }
        assertThat(stream.sent()).contains("gone d7 2").anyMatch(frame -> frame.startsWith("synced * 2"));
    }
}
