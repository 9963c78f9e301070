package dev.lux.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.document.Pattern;
import dev.lux.loop.LaterTurns;
import dev.lux.replica.View;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stream that takes patches is told a change by its difference to what this very stream has sent, or whole. */
@Timeout(10)
class OutboxPatchesTest {
    private final OutboxUnderTest stream = new OutboxUnderTest(3);

    @BeforeEach
    void takePatches() {
        stream.patches();
    }

    @Test
    void aChangeOfWhatWasSentIsAPatch() {
        stream.live("a1", 1);
        stream.subscribe("a*");
        stream.live("a1", 2);
        stream.live("a1", 3);
        assertThat(stream.sent())
                .containsExactly("state a1 1", "synced a* 1 ref 1", "patch a1 2 on 1", "patch a1 3 on 2");
    }

    @Test
    void whatWasAPatchAndWhatWasNoneIsCounted() {
        stream.live("a1", 1);
        stream.subscribe("a*");
        assertThat(stream.stats.wholeOfLarge).as("a snapshot is no change").isZero();
        stream.live("a1", 2);
        stream.live("a1", 3);
        assertThat(stream.stats.patches).isEqualTo(2);
        stream.live("a2", 4);
        stream.block();
        stream.live("a1", 5);
        stream.live("a1", 6);
        stream.unblock();
        assertThat(stream.stats.wholeOfLarge)
                .as("what was created, and what has missed a change")
                .isEqualTo(2);
        stream.gone("a1", 7);
        assertThat(stream.stats.patches).isEqualTo(2);
        assertThat(stream.stats.wholeOfLarge).isEqualTo(2);
        assertThat(stream.stats.delivered).isEqualTo(5);
    }

    @Test
    void whatIsCreatedIsWhole() {
        stream.subscribe("a*");
        stream.live("a1", 1);
        stream.live("a1", 2);
        assertThat(stream.sent()).containsExactly("synced a* 0 ref 1", "state a1 1", "patch a1 2 on 1");
    }

    @Test
    void severalChangesInOneTurnAreOnePatch() {
        stream.live("a1", 1);
        stream.subscribe("a*");
        stream.arrives("a1", 2, true);
        stream.arrives("a1", 3, true);
        stream.tell();
        assertThat(stream.sent()).containsExactly("state a1 1", "synced a* 1 ref 1", "patch a1 3 on 1 skipped 1");
    }

    @Test
    void aSlowStreamIsSentTheOneChangeThatItMissedAsAPatch() {
        stream.live("a1", 1);
        stream.subscribe("a*");
        stream.sent();
        stream.block();
        stream.live("a1", 2);
        stream.unblock();
        stream.live("a1", 3);
        assertThat(stream.sent()).containsExactly("patch a1 2 on 1", "patch a1 3 on 2");
    }

    @Test
    void aSlowStreamThatMissedSeveralChangesIsSentTheWholeState() {
        stream.live("a1", 1);
        stream.subscribe("a*");
        stream.sent();
        stream.block();
        stream.live("a1", 2);
        stream.live("a1", 3);
        stream.unblock();
        stream.live("a1", 4);
        assertThat(stream.sent()).containsExactly("state a1 3 skipped 1", "patch a1 4 on 3");
    }

    @Test
    void aResetIsWholeAndIsTheNextBase() {
        stream.live("a1", 5);
        stream.subscribe("a*");
        stream.sent();
        stream.resets("a1", 3, true);
        stream.tell();
        stream.live("a1", 4);
        assertThat(stream.sent()).containsExactly("state a1 3 reset", "patch a1 4 on 3");
    }

    @Test
    void aResetThatTakesThePlaceOfAPendingPatchIsWhole() {
        stream.live("a1", 5);
        stream.subscribe("a*");
        stream.sent();
        stream.block();
        stream.live("a1", 6);
        stream.resets("a1", 5, true);
        stream.tell();
        stream.unblock();
        assertThat(stream.sent()).containsExactly("state a1 5 skipped 1 reset");
    }

    @Test
    void whatWasGoneComesBackWhole() {
        stream.live("a1", 1);
        stream.subscribe("a*");
        stream.sent();
        stream.gone("a1", 2);
        stream.live("a1", 3);
        stream.live("a1", 4);
        assertThat(stream.sent()).containsExactly("gone a1 2", "state a1 3", "patch a1 4 on 3");
    }

    @Test
    void whatWasGoneForAMomentIsWhole() {
        stream.live("a1", 1);
        stream.subscribe("a*");
        stream.sent();
        stream.block();
        stream.gone("a1", 2);
        stream.live("a1", 3);
        stream.unblock();
        assertThat(stream.sent()).containsExactly("state a1 3 skipped 1");
    }

    @Test
    void whatTheClientSaysItHasIsABase() {
        stream.live("a1", 5);
        stream.live("a2", 6);
        stream.subscribe("a*", "1", Map.of("a1", 5L, "a2", 4L), Map.of());
        stream.live("a1", 7);
        stream.live("a2", 8);
        assertThat(stream.sent())
                .containsExactly("state a2 6", "synced a* 2 ref 1", "patch a1 7 on 5", "patch a2 8 on 6");
    }

    @Test
    void whatWasSaidInASubscriptionThatIsTakenBackIsNoBase() {
        stream.live("a1", 5);
        stream.live("b", 1);
        stream.subscribe("*");
        stream.sent();
        stream.block();
        stream.live("a1", 6);
        stream.subscribe("a1", "2", Map.of("a1", 6L), Map.of());
        stream.live("b", 7);
        stream.unsubscribe("a1");
        stream.unblock();
        stream.live("a1", 8);
        assertThat(stream.sent()).containsExactly("patch a1 6 on 5", "patch b 7 on 1", "patch a1 8 on 6");
    }

    /** Its client takes a lower version only with a reset, so it may not hold what it was sent. */
    @Test
    void whatTheClientSaysItHasIsSentWholeUntilThatIsAnswered() {
        stream.live("b", 1);
        stream.subscribe("b*");
        stream.subscribe("x", "2", Map.of(), Map.of());
        stream.sent();
        stream.block();
        stream.subscribe("c*", "3", Map.of(), Map.of());
        stream.unsubscribe("x");
        stream.live("b", 2);
        stream.subscribe("b", "4", Map.of("b", 9L), Map.of());
        stream.unblock();
        stream.live("b", 10);
        assertThat(stream.sent())
                .containsExactly(
                        "state b 2", "synced c* 0 ref 3", "state b 2 reset", "synced b 1 ref 4", "patch b 10 on 2");
    }

    @Test
    void aDocumentOfTwoSubscriptionsIsPatchedOnce() {
        stream.live("a1", 1);
        stream.subscribe("a*");
        stream.subscribe("a1", "2", Map.of(), Map.of());
        stream.live("a1", 2);
        stream.unsubscribe("a*");
        stream.live("a1", 3);
        assertThat(stream.sent())
                .containsExactly(
                        "state a1 1", "synced a* 1 ref 1", "synced a1 1 ref 2", "patch a1 2 on 1", "patch a1 3 on 2");
    }

    @Test
    void whatIsSubscribedAgainIsSentWhole() {
        stream.live("a1", 1);
        stream.subscribe("a*");
        stream.sent();
        stream.block();
        stream.live("a1", 2);
        stream.unsubscribe("a*");
        stream.subscribe("a*", "2", Map.of(), Map.of());
        stream.live("a1", 3);
        stream.unblock();
        stream.live("a1", 4);
        assertThat(stream.sent()).containsExactly("state a1 3", "synced a* 1 ref 2", "patch a1 4 on 3");
    }

    @Test
    void aSnapshotSendsWholeWhatHasChangedMeanwhile() {
        stream.live("a1", 1);
        stream.live("a2", 2);
        stream.room(1);
        stream.subscribe("a*");
        stream.live("a1", 3);
        stream.live("a2", 4);
        stream.unblock();
        assertThat(stream.sent()).containsExactly("state a1 1", "state a2 4", "synced a* 2 ref 1", "patch a1 3 on 1");
    }

    @Test
    void aSnapshotThatBeginsAgainIsWhole() {
        for (int i = 1; i <= 4; i++) {
            stream.live("a" + i, i);
        }
        stream.subscribe("a*");
        stream.sent();
        stream.block();
        for (int i = 1; i <= 4; i++) {
            stream.live("a" + i, 10 + i);
        }
        stream.unblock();
        stream.live("a1", 20);
        assertThat(stream.sent())
                .containsExactly(
                        "state a1 11", "state a2 12", "state a3 13", "state a4 14", "synced a* 4", "patch a1 20 on 11");
    }

    @Test
    void aStreamThatDidNotAskIsSentWholeStates() {
        OutboxUnderTest other = new OutboxUnderTest();
        other.patches();
        Outbox plain = new Outbox(
                other.documents,
                View.WHOLE,
                other.sink,
                other.stats,
                OutboxBounds.DEFAULT,
                LaterTurns.Part::run,
                new HeldTurns(() -> true));
        plain.start(new Snapshot(Pattern.parse("a"), null, Map.of(), Map.of()));
        other.sent();
        other.arrives("a", 1, true);
        HubDocument document = other.documents.get("a");
        assertThat(document).isNotNull();
        plain.changed(document, document.reveal(), false);
        plain.turnEnded();
        other.arrives("a", 2, true);
        plain.changed(document, document.reveal(), true);
        plain.turnEnded();
        assertThat(other.sent()).containsExactly("state a 1", "state a 2");
    }
}
