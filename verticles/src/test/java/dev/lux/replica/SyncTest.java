package dev.lux.replica;

import static dev.lux.replica.ScriptedNode.register;
import static dev.lux.replica.ScriptedOwner.live;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest.Sync;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.replica.RepairStats.Cause;
import dev.lux.route.Patience;
import dev.lux.route.ScriptedCalls.Call;
import dev.lux.route.ScriptedTable;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A sync is answered when everything that was acknowledged before it was asked for has been handed on. */
class SyncTest {
    private static final String EDGE = "lux.edge." + ScriptedTable.HERE;

    private final ScriptedNode test = new ScriptedNode();
    private final ScriptedNode.Listener listener = test.new Listener();

    private static ErrorCode refusal(Future<?> answer) {
        assertThat(answer.cause()).isInstanceOf(LuxException.class);
        return ((LuxException) answer.cause()).code();
    }

    @Test
    void everyOwnerIsAskedOfItsShardsAndEveryPositionIsAwaited() {
        test.follows(listener, "x*");
        Future<Void> sync = test.sync("x*");
        Call atA = test.nextSync();
        Call atB = test.nextSync();
        assertThat(atA.request()).isEqualTo(new Sync(EDGE, List.of(0, 1)));
        assertThat(atB.request()).isEqualTo(new Sync(EDGE, List.of(2, 3)));
        test.a.answersWithPosition(atA, 1);
        test.b.answersWithPosition(atB, 2);
        test.update(test.a.update(live("x1", 1, 1)));
        test.update(test.b.update(live("x2", 2, 1)));
        assertThat(sync.isComplete()).isFalse();
        test.update(test.b.update(live("x3", 3, 1)));
        assertThat(sync.succeeded()).isTrue();
        assertThat(listener.heard()).containsExactly("x1 1", "x2 2", "x3 3");
    }

    @Test
    void anIdIsAskedForAtItsOwnerAlone() {
        test.follows(listener, "x2");
        Future<Void> sync = test.sync("x2");
        Call call = test.nextSync();
        assertThat(call.request()).isEqualTo(new Sync(EDGE, List.of(2)));
        test.b.answers(call);
        assertThat(sync.succeeded()).isTrue();
        assertThat(test.calls.isQuiet()).isTrue();
    }

    @Test
    void whoAsksWhileAQuestionIsOnItsWaySharesTheNextWithAllOthers() {
        test.follows(listener, "x2");
        test.follows(listener, "x3");
        Future<Void> first = test.sync("x2");
        Call call = test.nextSync();
        Future<Void> second = test.sync("x3");
        Future<Void> third = test.sync("x2");
        assertThat(test.calls.isQuiet()).isTrue();
        test.b.answers(call);
        assertThat(first.succeeded()).isTrue();
        assertThat(second.isComplete()).isFalse();
        Call next = test.nextSync();
        assertThat(next.request()).isEqualTo(new Sync(EDGE, List.of(2, 3)));
        test.b.answers(next);
        assertThat(second.succeeded()).isTrue();
        assertThat(third.succeeded()).isTrue();
        assertThat(test.calls.isQuiet()).isTrue();
    }

    @Test
    void aShardThatIsNotFollowedIsAwaitedAndAskedThen() {
        test.follows(listener, "x*");
        test.table.primary("a", 3);
        test.a.serves(3, 2);
        test.loop.pass(ScriptedNode.SOON);
        Call register = test.nextRegister();
        Future<Void> sync = test.sync("x*");
        assertThat(test.calls.isQuiet()).isTrue();
        test.a.answers(register);
        test.loop.pass(ScriptedNode.SOON);
        assertThat(sync.isComplete()).isFalse();
        assertThat(test.nextSync().request()).isEqualTo(new Sync(EDGE, List.of(0, 1, 3)));
        assertThat(test.nextSync().request()).isEqualTo(new Sync(EDGE, List.of(2)));
    }

    @Test
    void whatTheOwnerDoesNotNameIsRegisteredAgainAndNothingElseAndAskedThen() {
        test.follows(listener, "x*");
        Future<Void> sync = test.sync("x*");
        test.a.answers(test.nextSync());
        test.b.dropsShard(3);
        test.b.answers(test.nextSync());
        test.loop.turn();
        assertThat(test.lost()).containsExactly(Cause.OWNER_CHANGED);
        Call register = test.nextRegister();
        assertThat(register(register).shards()).containsExactly(3);
        test.b.serves(3, 2);
        test.b.answers(register);
        test.loop.pass(ScriptedNode.SOON);
        assertThat(sync.isComplete()).isFalse();
        test.answerAll();
        assertThat(sync.succeeded()).isTrue();
    }

    @Test
    void anotherTermIsAnotherOwner() {
        test.follows(listener, "x2");
        Future<Void> sync = test.sync("x2");
        test.b.serves(2, 2);
        test.b.answers(test.nextSync());
        test.loop.turn();
        assertThat(test.lost()).containsExactly(Cause.OWNER_CHANGED);
        test.answerAll();
        test.loop.pass(ScriptedNode.SOON);
        test.answerAll();
        assertThat(sync.succeeded()).isTrue();
    }

    @Test
    void anOwnerThatForgotThisEdgeIsAskedAgainAfterTheRegistration() {
        test.follows(listener, "x2");
        test.b.forgetsTheEdge();
        Future<Void> sync = test.sync("x2");
        test.nextSync().reply(new OwnerReply.Followed(0, 0, List.of()));
        test.loop.turn();
        assertThat(test.lost()).containsExactly(Cause.OWNER_CHANGED);
        assertThat(sync.isComplete()).isFalse();
        test.answerAll();
        test.loop.pass(ScriptedNode.SOON);
        test.answerAll();
        assertThat(sync.succeeded()).isTrue();
    }

    @Test
    void aQuestionIsAskedAgainWhenItGetsNoAnswerOrItsPositionDoesNotCome() {
        test.follows(listener, "x2");
        Future<Void> sync = test.sync("x2");
        test.nextSync().lost();
        test.loop.pass(ScriptedNode.SOON);
        test.nextSync().reply(new OwnerReply.Unready());
        test.loop.pass(ScriptedNode.SOON);
        test.b.answersWithPosition(test.nextSync(), 1);
        test.loop.pass(Duration.ofSeconds(1));
        test.loop.pass(ScriptedNode.SOON);
        test.b.answers(test.nextSync());
        assertThat(sync.succeeded()).isTrue();
        assertThat(test.lost()).isEmpty();
    }

    @Test
    void aSyncThatCanNotBeAnsweredIsBusyAfterTheDeadline() {
        test.follows(listener, "x2");
        Future<Void> sync = test.sync("x2");
        long startedNanos = test.loop.elapsedNanos();
        while (!sync.isComplete()) {
            test.calls.all().forEach(Call::lost);
            test.loop.pass(Duration.ofMillis(10));
        }
        assertThat(refusal(sync)).isEqualTo(ErrorCode.BUSY);
        assertThat(test.loop.elapsedNanos() - startedNanos)
                .isBetween(Patience.DEADLINE.minusMillis(200).toNanos(), Patience.DEADLINE.toNanos());
    }
}
