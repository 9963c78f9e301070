package dev.lux.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.stream.Farewell;
import dev.lux.stream.LiveStreams;
import dev.lux.stream.StreamSlots;
import dev.lux.subscription.LongPolls;
import dev.lux.subscription.NodeUnderTest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On a real node that may have one stream. */
@Timeout(60)
class BoundedPollsTest {
    private static final Future<Void> STAYS = Promise.<Void>promise().future();

    private final StreamSlots slots = new StreamSlots(1);
    private NodeUnderTest node;
    private LiveStreams live;
    private BoundedPolls polls;

    @BeforeEach
    void start() {
        node = new NodeUnderTest();
        live = node.call(() -> new LiveStreams(node.vertx(), Vertx.currentContext(), new Random(1)));
        polls = new BoundedPolls(new LongPolls(node.vertx(), node.hub(), node.owners()), slots, live);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private Future<DocumentState> poll(Future<?> clientGone) {
        return node.ask(() -> polls.awaitChange("a", 0, Duration.ofSeconds(50), clientGone));
    }

    private void awaitWaiting(boolean waiting) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> node.registered().contains(Pattern.parse("a")) == waiting);
        assertThat(slots.open()).isEqualTo(waiting ? 1 : 0);
    }

    private static void assertRefused(Future<DocumentState> poll, ErrorCode code) {
        assertThatThrownBy(() -> NodeUnderTest.await(poll))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        LuxException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void aPollTakesTheRoomOfAStreamUntilItIsAnswered() {
        Future<DocumentState> poll = poll(STAYS);
        awaitWaiting(true);
        assertRefused(poll(STAYS), ErrorCode.TOO_MANY_STREAMS);
        node.write("a", false);
        assertThat(NodeUnderTest.await(poll).isLive()).isTrue();
        awaitWaiting(false);
    }

    @Test
    void aPollWhoseClientHasGoneGivesItsRoomBack() {
        Promise<Void> gone = Promise.promise();
        poll(gone.future());
        awaitWaiting(true);
        node.run(gone::complete);
        awaitWaiting(false);
    }

    @Test
    void aNodeThatSaysByeEndsThePollsThatWaitAndThoseThatStillCome() {
        Future<DocumentState> poll = poll(STAYS);
        awaitWaiting(true);
        NodeUnderTest.await(live.sayBye(Farewell.DRAINING, Duration.ofSeconds(5)));
        assertRefused(poll, ErrorCode.DRAINING);
        awaitWaiting(false);
        assertRefused(poll(STAYS), ErrorCode.DRAINING);
        awaitWaiting(false);
    }
}
