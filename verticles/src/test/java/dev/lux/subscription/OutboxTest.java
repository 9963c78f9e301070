package dev.lux.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.wire.ServerFrames;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(10)
class OutboxTest {
    private final OutboxUnderTest stream = new OutboxUnderTest();

    @Test
    void aSnapshotIsFollowedBySyncedWithTheCountAndThenByChanges() {
        stream.live("a1", 1);
        stream.live("a2", 2);
        stream.live("b1", 3);
        stream.subscribe("a*");
        stream.live("a1", 4);
        stream.gone("a2", 5);
        stream.live("b1", 6);
        assertThat(stream.sent())
                .containsExactly("state a1 1", "state a2 2", "synced a* 2 ref 1", "state a1 4", "gone a2 5");
    }

    @Test
    void withoutContactNoDocumentIsWrittenAndWithItWhatIsNewestThen() {
        stream.live("a1", 1);
        stream.subscribe("a*");
        stream.sent();
        stream.mayWrite(false);
        stream.live("a1", 2);
        stream.live("a2", 3);
        stream.live("a1", 4);
        stream.outbox.control(ServerFrames.status(false, "a*"));
        assertThat(stream.sent()).containsExactly("status a* maybe old");
        stream.mayWrite(true);
        assertThat(stream.sent()).containsExactly("state a1 4 skipped 1", "state a2 3");
        stream.live("a2", 5);
        assertThat(stream.sent()).containsExactly("state a2 5");
    }

    @Test
    void withoutContactASnapshotWaits() {
        stream.live("a1", 1);
        stream.live("a2", 2);
        stream.room(1);
        stream.subscribe("a*");
        assertThat(stream.sent()).containsExactly("state a1 1");
        stream.mayWrite(false);
        stream.unblock();
        assertThat(stream.sent()).isEmpty();
        stream.mayWrite(true);
        assertThat(stream.sent()).containsExactly("state a2 2", "synced a* 2 ref 1");
    }

    @Test
    void changesDuringABlockedSnapshotComeAfterItsSynced() {
        stream.live("a1", 1);
        stream.live("a3", 2);
        stream.room(1);
        stream.subscribe("a*");
        stream.live("a1", 3);
        stream.live("a2", 4);
        stream.live("a3", 5);
        stream.unblock();
        assertThat(stream.sent())
                .containsExactly("state a1 1", "state a2 4", "state a3 5", "synced a* 3 ref 1", "state a1 3");
    }

    static Stream<Arguments> sinceOfALiveDocument() {
        return Stream.of(
                Arguments.of("equal", 5L, ""),
                Arguments.of("lower", 4L, "state a 5"),
                Arguments.of("higher", 6L, "state a 5 reset"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sinceOfALiveDocument")
    void whatIsNewerThanSinceIsSent(String what, long since, String expected) {
        stream.live("a", 5);
        stream.subscribe("a", "1", Map.of("a", since), Map.of());
        assertThat(stream.sent())
                .as(what)
                .isEqualTo(Stream.of(expected, "synced a 1 ref 1")
                        .filter(frame -> !frame.isEmpty())
                        .toList());
    }

    static Stream<Arguments> sinceOfAnAbsentDocument() {
        return Stream.of(
                Arguments.of("deleted after it", 4L, "gone a 5"),
                Arguments.of("the deletion itself", 5L, ""),
                Arguments.of("never at an owner that lost state", 6L, "gone a 5 reset"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sinceOfAnAbsentDocument")
    void whatIsNamedInSinceAndAbsentAtTheOwnerIsGone(String what, long since, String expected) {
        stream.subscribe("a*", "1", Map.of("a", since), Map.of("a", 5L));
        assertThat(stream.sent())
                .as(what)
                .isEqualTo(Stream.of(expected, "synced a* 0 ref 1")
                        .filter(frame -> !frame.isEmpty())
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sinceOfAnAbsentDocument")
    void whatIsNamedInSinceAndWasDeletedAMomentAgoIsGone(String what, long since, String expected) {
        stream.live("a", 1);
        stream.gone("a", 5);
        stream.subscribe("a*", "1", Map.of("a", since), Map.of());
        assertThat(stream.sent())
                .as(what)
                .isEqualTo(Stream.of(expected, "synced a* 0 ref 1")
                        .filter(frame -> !frame.isEmpty())
                        .toList());
    }

    @Test
    void whatIsNamedInSinceAndForgottenByTheHubDuringTheSnapshotHasItsVersion() {
        stream.live("a", 5);
        stream.block();
        stream.subscribe("a*", "1", Map.of("a", 5L), Map.of());
        stream.gone("a", 7);
        HubDocument deleted = stream.documents.get("a");
        assertThat(deleted).isNotNull();
        stream.documents.remove(deleted);
        stream.unblock();
        assertThat(stream.sent()).containsExactly("gone a 7", "synced a* 0 ref 1");
    }

    @Test
    void aSinceAboveWhatAnotherSubscriptionWasSentIsReset() {
        stream.live("a", 5);
        stream.subscribe("*");
        stream.subscribe("a", "2", Map.of("a", 9L), Map.of());
        assertThat(stream.sent())
                .containsExactly("state a 5", "synced * 1 ref 1", "state a 5 reset", "synced a 1 ref 2");
    }

    @Test
    void aLowerVersionThatTakesThePlaceOfALostOneIsReset() {
        stream.live("a1", 5);
        stream.live("a2", 6);
        stream.subscribe("a*");
        stream.resets("a1", 4, true);
        stream.resets("a2", 3, false);
        stream.tell();
        stream.live("a1", 7);
        assertThat(stream.sent())
                .containsExactly(
                        "state a1 5",
                        "state a2 6",
                        "synced a* 2 ref 1",
                        "state a1 4 reset",
                        "gone a2 3 reset",
                        "state a1 7");
    }

    @Test
    void aResetThatIsReplacedBeforeItIsSentMarksWhatTakesItsPlace() {
        stream.live("a1", 5);
        stream.subscribe("a*");
        stream.block();
        stream.resets("a1", 2, true);
        stream.tell();
        stream.live("a1", 3);
        stream.resets("a2", 1, true);
        stream.unblock();
        stream.tell();
        assertThat(stream.sent())
                .containsExactly("state a1 5", "synced a* 1 ref 1", "state a1 3 skipped 1 reset", "state a2 1 reset");
    }

    @Test
    void aDeletionIsToldOnlyToWhoKnowsTheDocument() {
        stream.subscribe("a*");
        stream.gone("a1", 5);
        assertThat(stream.sent()).containsExactly("synced a* 0 ref 1");
    }

    @Test
    void whatIsCreatedAndDeletedWhileBlockedIsNeverTold() {
        stream.subscribe("a*");
        stream.block();
        stream.live("a1", 1);
        stream.live("a1", 2);
        stream.gone("a1", 3);
        stream.unblock();
        assertThat(stream.sent()).containsExactly("synced a* 0 ref 1");
        assertThat(stream.stats.replaced).isEqualTo(3);
    }

    @Test
    void whatIsCreatedWhileBlockedIsNotCountedByASyncedBeforeIt() {
        stream.subscribe("a*");
        stream.block();
        stream.live("a1", 1);
        stream.subscribe("a*", "2", Map.of(), Map.of());
        stream.unblock();
        assertThat(stream.sent()).containsExactly("synced a* 0 ref 1", "synced a* 0 ref 2", "state a1 1");
    }

    @Test
    void whatIsDeletedWhileBlockedIsCountedByASyncedBeforeIt() {
        stream.live("a1", 1);
        stream.subscribe("a*");
        stream.block();
        stream.gone("a1", 2);
        stream.subscribe("a*", "2", Map.of(), Map.of());
        stream.unblock();
        assertThat(stream.sent()).containsExactly("state a1 1", "synced a* 1 ref 1", "synced a* 1 ref 2", "gone a1 2");
    }

    @Test
    void aDocumentOfTwoSubscriptionsIsSentOnce() {
        stream.live("a1", 1);
        stream.subscribe("a*");
        stream.subscribe("*", "2", Map.of(), Map.of());
        stream.live("a1", 2);
        assertThat(stream.sent()).containsExactly("state a1 1", "synced a* 1 ref 1", "synced * 1 ref 2", "state a1 2");
    }

    @Test
    void aRepeatedSubscriptionIsAnsweredBySyncedAlone() {
        stream.live("a1", 1);
        stream.subscribe("a*");
        stream.subscribe("a*", "2", Map.of(), Map.of());
        stream.live("a1", 2);
        assertThat(stream.sent()).containsExactly("state a1 1", "synced a* 1 ref 1", "synced a* 1 ref 2", "state a1 2");
        assertThat(stream.stats.subscriptions).isEqualTo(1);
    }

    @Test
    void anEndedSubscriptionDropsWhatNobodyElseWants() {
        stream.subscribe("a*");
        stream.subscribe("b*", "2", Map.of(), Map.of());
        stream.subscribe("ab", "3", Map.of(), Map.of());
        stream.sent();
        stream.block();
        stream.live("a1", 1);
        stream.live("ab", 2);
        stream.live("b1", 3);
        stream.unsubscribe("a*");
        stream.unblock();
        assertThat(stream.sent()).containsExactly("state ab 2", "state b1 3");
        HubDocument dropped = stream.documents.get("a1");
        assertThat(dropped).isNotNull();
        assertThat(dropped.isPending()).isFalse();
    }

    @Test
    void aSubscriptionThatIsTakenBackGetsNoSynced() {
        stream.live("a1", 1);
        stream.block();
        stream.subscribe("a*");
        stream.unsubscribe("a*");
        stream.unblock();
        assertThat(stream.sent()).isEmpty();
    }

    @Test
    void aDeletionReachesWhoWasToldByASubscriptionThatEndedDuringAnotherOnesSnapshot() {
        stream.live("a1", 1);
        stream.subscribe("a1");
        stream.block();
        stream.subscribe("a*", "2", Map.of(), Map.of());
        stream.unsubscribe("a1");
        stream.gone("a1", 2);
        stream.unblock();
        assertThat(stream.sent()).containsExactly("state a1 1", "synced a1 1 ref 1", "gone a1 2", "synced a* 0 ref 2");
    }

    @Test
    void theFrameThatReplacesOthersSaysHowMany() {
        stream.live("a1", 1);
        stream.subscribe("a*");
        stream.block();
        stream.live("a1", 2);
        stream.live("a1", 3);
        stream.gone("a1", 4);
        stream.live("a1", 5);
        stream.unblock();
        stream.live("a1", 6);
        assertThat(stream.sent())
                .containsExactly("state a1 1", "synced a* 1 ref 1", "state a1 5 skipped 3", "state a1 6");
        assertThat(stream.stats.replaced).isEqualTo(3);
        assertThat(stream.stats.delivered).isEqualTo(2);
    }

    @Test
    void aPendingDocumentKeepsItsPlace() {
        stream.subscribe("*");
        stream.block();
        stream.live("b", 1);
        stream.live("a", 2);
        stream.live("b", 3);
        stream.unblock();
        assertThat(stream.sent()).containsExactly("synced * 0 ref 1", "state b 3 skipped 1", "state a 2");
    }

    @Test
    void whatHasArrivedIsNotSentBeforeTheStreamIsToldOfIt() {
        stream.block();
        stream.subscribe("a*");
        stream.arrives("a1", 1, true);
        stream.unblock();
        stream.arrives("a1", 2, false);
        stream.tell();
        assertThat(stream.sent()).containsExactly("synced a* 0 ref 1");
    }

    @Test
    void controlFramesGoFirst() {
        stream.live("a1", 1);
        stream.block();
        stream.subscribe("a*");
        stream.outbox.control(ServerFrames.ack("7".getBytes(StandardCharsets.US_ASCII)));
        stream.unblock();
        assertThat(stream.sent()).containsExactly("ack ref 7", "state a1 1", "synced a* 1 ref 1");
    }

    @Test
    void readingStopsAt256ControlFramesAndGoesOnAtHalfOfThem() {
        stream.block();
        byte[] ack = ServerFrames.ack("7".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 255; i++) {
            stream.outbox.control(ack);
        }
        assertThat(stream.sink.isPaused()).isFalse();
        stream.outbox.control(ack);
        assertThat(stream.sink.isPaused()).isTrue();
        stream.room(128);
        assertThat(stream.sink.isPaused()).isTrue();
        stream.room(1);
        assertThat(stream.sink.isPaused()).isFalse();
        stream.unblock();
        assertThat(stream.sent()).isEqualTo(Collections.nCopies(256, "ack ref 7"));
    }

    @Test
    void whatIsWrittenIsFlushed() {
        stream.live("a1", 1);
        stream.subscribe("a*");
        assertThat(stream.sink.hasUnflushed()).isFalse();
    }

    @Test
    void aClosedStreamHasNothingPending() {
        stream.subscribe("a*");
        stream.block();
        stream.live("a1", 1);
        stream.outbox.close();
        HubDocument document = stream.documents.get("a1");
        assertThat(document).isNotNull();
        assertThat(document.isPending()).isFalse();
        assertThat(stream.stats.subscriptions).isZero();
    }
}
