package dev.lux.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.limits.Limits;
import dev.lux.wire.ServerFrames;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No stream takes more than its share of an event loop: snapshots take turns, and a client that is owed much is not read. */
@Timeout(10)
class OutboxTurnsTest {
    private final OutboxUnderTest stream = new OutboxUnderTest(new OutboxBounds(1_000, 2));

    private void documents(int count) {
        for (int i = 1; i <= count; i++) {
            stream.live("a" + i, i);
        }
    }

    @Test
    void aSnapshotGoesOnInLaterTurns() {
        documents(5);
        stream.subscribe("a*");
        assertThat(stream.sent()).isEmpty();
        assertThat(stream.laterTurn()).isTrue();
        assertThat(stream.sent()).containsExactly("state a1 1", "state a2 2");
        assertThat(stream.laterTurn()).isTrue();
        assertThat(stream.sent()).containsExactly("state a3 3", "state a4 4");
        stream.laterTurns();
        assertThat(stream.sent()).containsExactly("state a5 5", "synced a* 5 ref 1");
    }

    @Test
    void roomInTheMiddleOfASnapshotIsUsedInTheStreamsTurn() {
        documents(3);
        stream.room(1);
        stream.subscribe("a*");
        assertThat(stream.laterTurn()).isTrue();
        assertThat(stream.sent()).containsExactly("state a1 1");
        assertThat(stream.laterTurn()).as("a turn of a stream without room").isFalse();
        stream.unblock();
        assertThat(stream.sent()).isEmpty();
        stream.laterTurns();
        assertThat(stream.sent()).containsExactly("state a2 2", "state a3 3", "synced a* 3 ref 1");
    }

    @Test
    void aRepetitionThatWritesNothingTakesTurnsToo() {
        documents(5);
        stream.subscribe("a*");
        stream.laterTurns();
        stream.sent();
        stream.subscribe("a*", "2", Map.of(), Map.of());
        int turns = 0;
        while (stream.laterTurn()) {
            turns++;
        }
        assertThat(turns).isBetween(2, 5);
        assertThat(stream.sent()).containsExactly("synced a* 5 ref 2");
    }

    @Test
    void whatAClientNamesInSinceTakesTurns() {
        Map<String, Long> since = Map.of("a1", 1L, "a2", 2L, "a3", 3L, "a4", 4L, "a5", 5L);
        stream.subscribe("a*", "1", since, Map.of("a1", 9L, "a2", 9L, "a3", 9L, "a4", 9L, "a5", 9L));
        stream.laterTurn();
        assertThat(stream.sent()).hasSize(2);
        stream.laterTurns();
        assertThat(stream.sent()).hasSize(4).endsWith("synced a* 0 ref 1");
    }

    @Test
    void pendingDocumentsTakeTurns() {
        documents(5);
        stream.subscribe("a*");
        stream.laterTurns();
        stream.sent();
        for (int i = 1; i <= 5; i++) {
            stream.arrives("a" + i, 10 + i, true);
        }
        stream.tell();
        assertThat(stream.sent()).isEmpty();
        stream.laterTurn();
        assertThat(stream.sent()).containsExactly("state a1 11", "state a2 12");
        stream.laterTurns();
        assertThat(stream.sent()).containsExactly("state a3 13", "state a4 14", "state a5 15");
    }

    @Test
    void aChangeBetweenTurnsIsSentOnceAndInItsNewestState() {
        documents(4);
        stream.subscribe("a*");
        stream.laterTurn();
        stream.live("a1", 11);
        stream.live("a4", 14);
        stream.gone("a3", 13);
        stream.laterTurns();
        assertThat(stream.sent())
                .containsExactly("state a1 1", "state a2 2", "state a4 14", "synced a* 3 ref 1", "state a1 11");
    }

    @Test
    void anAnswerDoesNotWaitForASnapshotsNextTurn() {
        documents(5);
        stream.subscribe("a*");
        stream.laterTurn();
        stream.sent();
        stream.outbox.control(ServerFrames.ack("7".getBytes(StandardCharsets.US_ASCII)));
        assertThat(stream.sent()).containsExactly("ack ref 7");
    }

    @Test
    void aStreamThatHasEndedDoesNothingInItsLaterTurn() {
        documents(5);
        stream.subscribe("a*");
        stream.laterTurn();
        stream.sent();
        stream.outbox.close();
        stream.laterTurns();
        assertThat(stream.sent()).isEmpty();
    }

    @Test
    void aClientThatIsOwedTooManyAnswersIsNotReadUntilItHasHalfOfThem() {
        for (int i = 1; i < Limits.UNANSWERED_MESSAGES; i++) {
            stream.outbox.owe(10);
        }
        assertThat(stream.sink.isPaused()).isFalse();
        stream.outbox.owe(10);
        assertThat(stream.sink.isPaused()).isTrue();
        for (int i = 1; i <= Limits.UNANSWERED_MESSAGES / 2; i++) {
            assertThat(stream.sink.isPaused()).isTrue();
            stream.outbox.answered(10);
        }
        stream.outbox.answered(10);
        assertThat(stream.sink.isPaused()).isFalse();
    }

    @Test
    void largeMessagesThatAreNotAnsweredStopTheReadingEarlier() {
        stream.outbox.owe(Limits.UNANSWERED_BYTES - 1);
        assertThat(stream.sink.isPaused()).isFalse();
        stream.outbox.owe(1);
        assertThat(stream.sink.isPaused()).isTrue();
        stream.outbox.answered(Limits.UNANSWERED_BYTES - 1);
        assertThat(stream.sink.isPaused()).isFalse();
    }

    @Test
    void aSubscriptionIsOwedUntilItsSynced() {
        stream.block();
        for (int i = 0; i < Limits.UNANSWERED_MESSAGES; i++) {
            assertThat(stream.sink.isPaused()).isFalse();
            stream.subscribe("a*", Integer.toString(i), Map.of(), Map.of());
        }
        assertThat(stream.sink.isPaused()).isTrue();
        stream.unblock();
        stream.laterTurns();
        assertThat(stream.sink.isPaused()).isFalse();
        assertThat(stream.sent()).hasSize(Limits.UNANSWERED_MESSAGES);
    }

    @Test
    void nothingIsSaidToASinkThatHasEnded() {
        stream.outbox.owe(Limits.UNANSWERED_BYTES);
        assertThat(stream.sink.isPaused()).isTrue();
        stream.outbox.close();
        stream.outbox.answered(Limits.UNANSWERED_BYTES);
        assertThat(stream.sink.isPaused()).isTrue();
    }
}
