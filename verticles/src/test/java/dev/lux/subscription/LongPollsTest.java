package dev.lux.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Long polls on a real node. Each test has a document of its own; a poll that waits shows in what is registered. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongPollsTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Future<Void> NEVER = Promise.<Void>promise().future();
    private static final int ROUNDS = 100;

    private NodeUnderTest node;
    private LongPolls polls;

    @BeforeAll
    void start() {
        node = new NodeUnderTest();
        polls = new LongPolls(node.vertx(), node.hub(), node.owners());
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private Future<DocumentState> poll(String id, long known, Duration timeout, Future<Void> clientGone) {
        return node.ask(() -> polls.awaitChange(id, known, timeout, clientGone));
    }

    private Future<DocumentState> poll(String id, long known) {
        return poll(id, known, LONG, NEVER);
    }

    private boolean isRegistered(String id) {
        return node.registered().contains(Pattern.ofId(id));
    }

    private void awaitRegistered(String id, boolean registered) {
        Awaitility.await(id + (registered ? " is registered" : " is released"))
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> isRegistered(id) == registered);
    }

    @Test
    void aPollEndsAtOnceWhenTheVersionIsAnotherAndRegistersNothing() {
        long version = node.write("other", false);
        assertThat(NodeUnderTest.await(poll("other", version - 1)).version()).isEqualTo(version);
        assertThat(isRegistered("other")).isFalse();
    }

    @Test
    void aPollThatWaitsEndsWithTheNextVersion() {
        long version = node.write("next", false);
        Future<DocumentState> poll = poll("next", version);
        awaitRegistered("next", true);
        assertThat(poll.isComplete()).isFalse();
        long next = node.write("next", false);
        assertThat(NodeUnderTest.await(poll).version()).isEqualTo(next);
        awaitRegistered("next", false);
    }

    @Test
    void aPollThatWaitsEndsWithTheDeletion() {
        long version = node.write("deleted", false);
        Future<DocumentState> poll = poll("deleted", version);
        awaitRegistered("deleted", true);
        long deletion = node.write("deleted", true);
        DocumentState state = NodeUnderTest.await(poll);
        assertThat(state.isLive()).isFalse();
        assertThat(state.version()).isEqualTo(deletion);
        awaitRegistered("deleted", false);
    }

    @Test
    void aPollThatWaitsForAnAbsentDocumentEndsWhenItExists() {
        Future<DocumentState> poll = poll("created", 0);
        awaitRegistered("created", true);
        assertThat(poll.isComplete()).isFalse();
        long version = node.write("created", false);
        DocumentState state = NodeUnderTest.await(poll);
        assertThat(state.isLive()).isTrue();
        assertThat(state.version()).isEqualTo(version);
        awaitRegistered("created", false);
    }

    @Test
    void aPollEndsWithTheSameStateWhenNothingHappens() {
        long version = node.write("same", false);
        assertThat(NodeUnderTest.await(poll("same", version, SHORT, NEVER)).version())
                .isEqualTo(version);
        awaitRegistered("same", false);
    }

    @Test
    void aPollForAnAbsentDocumentEndsWithItsAbsenceWhenNothingHappens() {
        assertThat(NodeUnderTest.await(poll("absent", 0, SHORT, NEVER)).isLive())
                .isFalse();
        awaitRegistered("absent", false);
    }

    @Test
    void aPollEndsWhenItsClientHasGoneAndTheOthersWaitOn() {
        long version = node.write("left", false);
        Promise<Void> gone = Promise.promise();
        Future<DocumentState> left = poll("left", version, LONG, gone.future());
        Future<DocumentState> stays = poll("left", version);
        awaitRegistered("left", true);
        node.run(gone::complete);
        assertThat(NodeUnderTest.await(left).version()).isEqualTo(version);
        assertThat(isRegistered("left")).isTrue();
        assertThat(stays.isComplete()).isFalse();
        long next = node.write("left", false);
        assertThat(NodeUnderTest.await(stays).version()).isEqualTo(next);
        awaitRegistered("left", false);
    }

    @Test
    void aPollWhoseClientWentDuringTheFirstLookRegistersNothing() {
        long version = node.write("early", false);
        assertThat(NodeUnderTest.await(poll("early", version, LONG, Future.succeededFuture()))
                        .version())
                .isEqualTo(version);
        assertThat(isRegistered("early")).isFalse();
    }

    @Test
    void aPollMayBeGivenUpAtAnyMoment() {
        long version = node.write("moment", false);
        for (int turns = 0; turns < ROUNDS; turns++) {
            Promise<Void> gone = Promise.promise();
            Future<DocumentState> poll = poll("moment", version, LONG, gone.future());
            completeAfter(turns, gone);
            assertThat(NodeUnderTest.await(poll).version())
                    .as("given up after %d turns", turns)
                    .isEqualTo(version);
        }
        awaitRegistered("moment", false);
    }

    /** Completes it after that many turns of the hub's event loop. */
    private void completeAfter(int turns, Promise<Void> promise) {
        node.run(() -> nextTurn(turns, promise));
    }

    private static void nextTurn(int turns, Promise<Void> promise) {
        if (turns == 0) {
            promise.complete();
        } else {
            Vertx.currentContext().runOnContext(turn -> nextTurn(turns - 1, promise));
        }
    }

    @Test
    void pollsThatRaceWithWritesAllEnd() {
        long version = node.write("race", false);
        for (int i = 0; i < ROUNDS; i++) {
            Future<DocumentState> poll = poll("race", version);
            version = node.write("race", false);
            assertThat(NodeUnderTest.await(poll).version()).as("poll %d", i).isEqualTo(version);
        }
        awaitRegistered("race", false);
    }
}
