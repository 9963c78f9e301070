package dev.lux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest;
import dev.lux.loop.ManualLoop;
import dev.lux.route.OwnerCalls.NoAnswer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests over a real event bus. The owner of node {@code a} is on it too, as if it were another node's. */
@Timeout(20)
class BusOwnerCallsTest {
    private static final String OWNER = ScriptedTable.owner("a", 0);
    private static final OwnerRequest REQUEST = new OwnerRequest.Read(List.of("x1"));
    private static final OwnerReply REPLY = new OwnerReply.States(List.of());
    /** Longer than any test. */
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private final ManualLoop loop = new ManualLoop();
    private final ScriptedTable table = new ScriptedTable().joins("a", 1).primary("a");
    private final OwnerCalls calls = new BusOwnerCalls(vertx, new BusAddress(table), loop);
    private final BlockingQueue<Promise<OwnerReply>> arrived = new ArrayBlockingQueue<>(10);

    @BeforeEach
    void registerCodecs() {
        MessageCodecs.register(vertx.eventBus());
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static boolean mayBeDelivered(Future<?> failing) throws Exception {
        try {
            await(failing);
            throw new AssertionError("answered");
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(NoAnswer.class);
            return NoAnswer.mayBeDelivered(e.getCause());
        }
    }

    /** An owner whose answers are the test's. */
    private void serve(String address) throws Exception {
        await(BusOwnerCalls.serve(vertx, address, request -> {
            Promise<OwnerReply> answer = Promise.promise();
            arrived.add(answer);
            return answer.future();
        }));
    }

    private Promise<OwnerReply> nextArrival() throws InterruptedException {
        Promise<OwnerReply> next = arrived.poll(10, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    @Test
    void anAnswerComesBack() throws Exception {
        serve(OWNER);
        Future<OwnerReply> answer = calls.ask(OWNER, REQUEST, LONG);
        nextArrival().complete(REPLY);
        assertThat(await(answer)).isSameAs(REPLY);
    }

    @Test
    void aLocalOwnerAnswersToo() throws Exception {
        String here = ScriptedTable.owner(ScriptedTable.HERE, 3);
        serve(here);
        Future<OwnerReply> answer = calls.ask(here, REQUEST, LONG);
        nextArrival().complete(REPLY);
        assertThat(await(answer)).isSameAs(REPLY);
        assertThat(loop.timers())
                .as("nobody looks after an owner that can't leave alone")
                .isZero();
    }

    @Test
    void whenNobodyServesTheAddressTheRequestWasSurelyNotDelivered() throws Exception {
        assertThat(mayBeDelivered(calls.ask(OWNER, REQUEST, LONG))).isFalse();
    }

    @Test
    void whenNoAnswerComesInTimeTheRequestMayHaveBeenDelivered() throws Exception {
        serve(OWNER);
        assertThat(mayBeDelivered(calls.ask(OWNER, REQUEST, Duration.ofMillis(20))))
                .isTrue();
    }

    @Test
    void whenTheOwnersNodeLeavesEveryCallToItEndsAtTheNextLook() throws Exception {
        table.joins("b", 1);
        String stays = ScriptedTable.owner("b", 0);
        serve(OWNER);
        serve(stays);
        Future<OwnerReply> first = calls.ask(OWNER, REQUEST, LONG);
        nextArrival();
        Future<OwnerReply> other = calls.ask(stays, REQUEST, LONG);
        Promise<OwnerReply> answerOfOther = nextArrival();
        loop.pass(Duration.ofMillis(150));
        Future<OwnerReply> second = calls.ask(OWNER, REQUEST, LONG);
        nextArrival();
        assertThat(first.isComplete()).isFalse();
        table.leaves("a");
        loop.pass(Duration.ofMillis(100));
        assertThat(mayBeDelivered(first)).isTrue();
        assertThat(mayBeDelivered(second)).isTrue();
        assertThat(other.isComplete()).isFalse();
        assertThat(loop.timers()).isEqualTo(1);
        answerOfOther.complete(REPLY);
        assertThat(await(other)).isSameAs(REPLY);
        loop.pass(Duration.ofMillis(100));
        assertThat(loop.timers()).as("nobody waits, nobody looks").isZero();
    }

    @Test
    void anAnswerThatComesAfterTheOwnersNodeLeftIsTooLate() throws Exception {
        serve(OWNER);
        Future<OwnerReply> answer = calls.ask(OWNER, REQUEST, LONG);
        Promise<OwnerReply> late = nextArrival();
        table.leaves("a");
        loop.pass(Duration.ofMillis(100));
        late.complete(REPLY);
        assertThat(mayBeDelivered(answer)).isTrue();
    }
}
