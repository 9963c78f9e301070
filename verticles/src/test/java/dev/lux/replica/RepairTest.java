package dev.lux.replica;

import static dev.lux.replica.ScriptedNode.register;
import static dev.lux.replica.ScriptedOwner.gone;
import static dev.lux.replica.ScriptedOwner.live;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.InterestDigest;
import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest.Known;
import dev.lux.command.Update;
import dev.lux.document.Pattern;
import dev.lux.error.LuxException;
import dev.lux.replica.RepairStats.Cause;
import dev.lux.route.ScriptedCalls.Call;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Owners change, and messages are lost: what is followed is registered again, once, and says what is known. */
class RepairTest {
    private final ScriptedNode test = new ScriptedNode();
    private final ScriptedNode.Listener listener = test.new Listener();

    private static Pattern pattern(String match) {
        return Pattern.parse(match);
    }

    // Another owner

    @Test
    void aShardWhoseOwnerChangesIsRegisteredThereWithWhatIsKnown() {
        test.follows(listener, "x*");
        test.update(test.b.update(live("x2", 5, 1), live("x3", 6, 1), gone("y2", 7, 1), gone("x6", 8, 1)));
        test.table.primary("a", 2);
        test.b.dropsShard(2);
        test.a.serves(2, 9);
        test.loop.pass(Duration.ofMillis(20));
        assertThat(test.lost()).containsExactly(Cause.OWNER_CHANGED);
        Call call = test.nextRegister();
        assertThat(call.owner()).isEqualTo(test.a.address());
        assertThat(register(call).whole()).isTrue();
        assertThat(register(call).shards()).containsExactly(2);
        assertThat(register(call).known()).containsExactlyInAnyOrder(new Known("x2", 5), new Known("x6", 8));
        test.a.answersWithPosition(call, 1);
        test.update(test.a.update(live("x2", 9, 9)));
        assertThat(listener.heard()).containsExactly("x2 5", "x3 6", "x6 8 gone", "x2 9");
        test.passSeconds(20, test.a, test.b);
        assertThat(test.lost()).isEmpty();
    }

    @Test
    void aShardWithoutAnOwnerIsAskedForWhenItHasOne() {
        test.follows(listener, "x2");
        test.table.leaves("b");
        test.loop.pass(Duration.ofSeconds(1));
        assertThat(test.calls.isQuiet()).isTrue();
        assertThat(test.lost()).containsExactly(Cause.OWNER_CHANGED);
        test.table.primary("a", 2, 3);
        test.a.serves(2, 2);
        test.loop.pass(ScriptedNode.SOON);
        test.a.answers(test.nextRegister());
        assertThat(test.sync("x2").isComplete()).isFalse();
        test.a.answers(test.nextSync());
    }

    @Test
    void whatANewOwnerLostIsAReset() {
        test.follows(listener, "x*");
        test.update(test.b.update(live("x2", 5, 1), live("x6", 6, 1)));
        test.table.primary("a", 2);
        test.a.serves(2, 2);
        test.loop.pass(ScriptedNode.SOON);
        test.answerAll();
        test.update(test.a.update(live("x2", 4, 2), gone("x6", 3, 2)));
        assertThat(listener.heard()).containsExactly("x2 5", "x6 6", "x2 4 reset", "x6 3 gone reset");
    }

    @Test
    void anAnswerThatComesAfterTheOwnerChangedAgainDoesNotCount() {
        test.follows(listener, "x2");
        test.table.primary("a", 2);
        test.loop.pass(ScriptedNode.SOON);
        Call old = test.nextRegister();
        old.reply(new OwnerReply.Unready());
        test.table.primary("b", 2);
        test.loop.pass(ScriptedNode.SOON);
        Call call = test.nextRegister();
        assertThat(call.owner()).isEqualTo(test.b.address());
        test.b.answers(call);
        Future<Void> sync = test.sync("x2");
        Call asked = test.nextSync();
        assertThat(asked.owner()).isEqualTo(test.b.address());
        test.b.answers(asked);
        assertThat(sync.succeeded()).isTrue();
    }

    // Answers

    @Test
    void whatAnAnswerDoesNotNameIsAskedForAgainAndTheRestIsFollowed() {
        Future<List<SharedState>> answer = test.register(listener, "x*");
        test.a.answers(test.nextRegister());
        test.b.dropsShard(3);
        test.b.answers(test.nextRegister());
        assertThat(answer.isComplete()).isFalse();
        test.b.serves(3, 2);
        test.loop.pass(ScriptedNode.SOON);
        Call rest = test.nextRegister();
        assertThat(register(rest).shards()).containsExactly(3);
        test.b.answers(rest);
        assertThat(answer.succeeded()).isTrue();
        assertThat(test.lost()).isEmpty();
    }

    @Test
    void aRegistrationIsAskedAgainWhateverTheOwnerDoesNotSay() {
        Future<List<SharedState>> answer = test.register(listener, "x2");
        test.nextRegister().lost();
        test.loop.pass(ScriptedNode.SOON);
        test.nextRegister().undelivered();
        test.loop.pass(ScriptedNode.SOON);
        test.nextRegister().reply(new OwnerReply.Unready());
        test.loop.pass(ScriptedNode.SOON);
        // It had forgotten this edge before the answer.
        test.nextRegister().reply(new OwnerReply.Followed(0, 0, List.of()));
        test.loop.pass(ScriptedNode.SOON);
        test.b.answers(test.nextRegister());
        assertThat(answer.succeeded()).isTrue();
    }

    @Test
    void aRegistrationIsAskedAgainAfterItsPauseAndNotMuchLater() {
        test.register(listener, "x2");
        for (int pauseMillis : new int[] {5, 10, 20, 40, 80, 80}) {
            test.nextRegister().reply(new OwnerReply.Unready());
            test.loop.pass(Duration.ofMillis(pauseMillis - 1));
            assertThat(test.calls.isQuiet()).as("%d ms", pauseMillis).isTrue();
            test.loop.pass(Duration.ofMillis(20));
            assertThat(test.calls.isQuiet()).as("%d ms", pauseMillis).isFalse();
        }
    }

    @Test
    void aPositionThatIsNotReachedInThreeSecondsIsAskedForAgain() {
        Future<List<SharedState>> answer = test.register(listener, "x2");
        test.b.answersWithPosition(test.nextRegister(), 1);
        test.loop.pass(Duration.ofMillis(2_900));
        assertThat(test.calls.isQuiet()).isTrue();
        test.loop.pass(Duration.ofMillis(400));
        assertThat(test.lost()).containsExactly(Cause.UNANSWERED);
        test.b.answers(test.nextRegister());
        assertThat(answer.succeeded()).isTrue();
    }

    @Test
    void whenAMoreIsNotAnsweredTheShardsAreRegisteredAgainAsAWhole() {
        test.follows(listener, "x2");
        Future<List<SharedState>> answer = test.register(listener, "y2");
        Call more = test.nextRegister();
        assertThat(register(more).whole()).isFalse();
        more.lost();
        test.loop.turn();
        assertThat(test.lost()).containsExactly(Cause.UNANSWERED);
        Call whole = test.nextRegister();
        assertThat(register(whole).whole()).isTrue();
        assertThat(register(whole).patterns()).containsExactlyInAnyOrder(pattern("x2"), pattern("y2"));
        test.b.answers(whole);
        assertThat(answer.succeeded()).isTrue();
    }

    @Test
    void whatAnAnswerToAMoreDoesNotNameIsRegisteredAgainAndNothingElse() {
        test.follows(listener, "x*");
        Future<List<SharedState>> answer = test.register(listener, "y*");
        test.a.answers(test.nextRegister());
        test.b.dropsShard(3);
        test.b.answers(test.nextRegister());
        test.loop.turn();
        assertThat(test.lost()).hasSize(1);
        test.b.serves(3, 2);
        Call rest = test.nextRegister();
        assertThat(register(rest).shards()).containsExactly(3);
        test.b.answers(rest);
        assertThat(answer.succeeded()).isTrue();
    }

    @Test
    void aMoreWhosePositionIsNotReachedIsRegisteredAgainBeforeWhoeverWaitsIsRefused() {
        test.follows(listener, "x2");
        Future<List<SharedState>> answer = test.register(listener, "y2");
        test.b.answersWithPosition(test.nextRegister(), 1);
        // Its update is lost with the owner.
        test.table.primary("a", 2);
        test.a.serves(2, 2);
        test.loop.pass(ScriptedNode.SOON);
        test.a.answers(test.nextRegister());
        test.loop.pass(Duration.ofSeconds(2));
        test.answerAll();
        assertThat(answer.succeeded()).isTrue();
    }

    // The stream

    @Test
    void anUpdateIsTakenOnceAndInOrder() {
        test.follows(listener, "x2");
        Update first = test.b.update(live("x2", 1, 1));
        Update second = test.b.update(live("x2", 2, 1));
        Update third = test.b.update(live("x2", 3, 1));
        assertThat(test.update(first)).isEqualTo(1);
        assertThat(test.update(third)).as("a hole").isEqualTo(1);
        assertThat(test.update(first)).isEqualTo(1);
        assertThat(test.update(second)).isEqualTo(2);
        assertThat(test.update(third)).isEqualTo(3);
        assertThat(listener.heard()).containsExactly("x2 1", "x2 2", "x2 3");
    }

    @Test
    void aStreamThatBeginsAgainIsAnsweredFromItsStartAndWhatWasFollowedInTheOldOneIsAskedForAgain() {
        test.follows(listener, "x*");
        Update old = test.b.update(live("x2", 1, 1));
        test.update(old);
        test.b.forgetsTheEdge();
        Update first = test.b.update(live("x2", 2, 1));
        Update second = test.b.update(live("x2", 3, 1));
        assertThat(test.update(second)).as("not the start").isZero();
        assertThat(test.lost()).isEmpty();
        assertThat(test.update(first)).isEqualTo(1);
        assertThat(test.update(second)).isEqualTo(2);
        assertThat(test.update(old)).as("of the old stream").isZero();
        assertThat(test.lost()).containsExactly(Cause.STREAM_BEGAN_AGAIN, Cause.STREAM_BEGAN_AGAIN);
        assertThat(listener.heard()).containsExactly("x2 1", "x2 2", "x2 3");
        Call call = test.nextRegister();
        assertThat(register(call).shards()).containsExactly(2, 3);
        assertThat(test.calls.isQuiet()).isTrue();
        test.b.answers(call);
        test.passSeconds(20, test.a, test.b);
        assertThat(test.lost()).isEmpty();
    }

    @Test
    void aStreamThatBeganAgainShowsInABeaconToo() {
        test.follows(listener, "x2");
        test.b.forgetsTheEdge();
        test.beacon(test.b);
        assertThat(test.lost()).containsExactly(Cause.STREAM_BEGAN_AGAIN);
        test.answerAll();
        test.passSeconds(20, test.b);
        assertThat(test.lost()).isEmpty();
    }

    @Test
    void aStreamThatBeganAgainShowsInTheAnswerToARegistrationToo() {
        test.follows(listener, "x2");
        test.b.forgetsTheEdge();
        Future<List<SharedState>> answer = test.register(listener, "x3");
        Call call = test.nextRegister();
        assertThat(register(call).shards()).containsExactly(3);
        test.b.answers(call);
        test.loop.turn();
        assertThat(answer.succeeded()).isTrue();
        assertThat(test.lost()).containsExactly(Cause.STREAM_BEGAN_AGAIN);
        Call again = test.nextRegister();
        assertThat(register(again).shards()).containsExactly(2);
    }

    // Beacons

    @Test
    void anOwnerThatWasOutOfSightForAShortWhileGoesOnWithItsStream() {
        test.follows(listener, "x2");
        test.update(test.b.update(live("x2", 5, 1)));
        test.table.leaves("b");
        test.loop.pass(Duration.ofSeconds(10));
        test.table.joins("b", 1).primary("b", 2, 3);
        test.loop.pass(ScriptedNode.SOON);
        // It has not noticed: its stream has the same epoch, and update 1 was acknowledged.
        test.b.answersWithPosition(test.nextRegister(), 2);
        test.update(test.b.update(live("x2", 6, 1)));
        assertThat(listener.heard()).containsExactly("x2 5", "x2 6");
        Future<Void> sync = test.sync("x2");
        test.b.answers(test.nextSync());
        assertThat(sync.succeeded()).isTrue();
    }

    @Test
    void anotherTermOfTheSameOwnerIsAnotherOwner() {
        test.follows(listener, "x*");
        test.b.serves(3, 2);
        test.beacon(test.a, test.b);
        assertThat(test.lost()).containsExactly(Cause.TERM_CHANGED);
        Call call = test.nextRegister();
        assertThat(register(call).shards()).containsExactly(3);
        test.b.answers(call);
        test.passSeconds(20, test.a, test.b);
        assertThat(test.lost()).isEmpty();
    }

    @Test
    void anIdThatTheOwnerDoesNotKnowOfIsRegisteredAgain() {
        test.follows(listener, "x2");
        test.follows(listener, "x3");
        test.follows(listener, "y3");
        test.b.interest().remove(List.of(pattern("x3")), 0);
        test.beacon(test.b);
        assertThat(test.lost()).containsExactly(Cause.INTEREST_DIFFERS);
        Call call = test.nextRegister();
        assertThat(register(call).shards()).containsExactly(3);
        assertThat(register(call).patterns()).containsExactlyInAnyOrder(pattern("x3"), pattern("y3"));
        test.b.answers(call);
        test.passSeconds(20, test.b);
        assertThat(test.lost()).isEmpty();
    }

    @Test
    void aPrefixThatTheOwnerDoesNotKnowOfIsRegisteredAgain() {
        test.follows(listener, "x*");
        test.b.interest().replace(List.of(), List.of(pattern("y*")), 0);
        test.beacon(test.a, test.b);
        assertThat(test.lost()).containsExactly(Cause.INTEREST_DIFFERS, Cause.INTEREST_DIFFERS);
        test.answerAll();
        assertThat(test.b.interest().prefixes()).isEqualTo(InterestDigest.NONE.plus(pattern("x*")));
        test.passSeconds(20, test.a, test.b);
        assertThat(test.lost()).isEmpty();
    }

    @Test
    void whileSomethingIsAskedTheTwoMayDiffer() {
        test.follows(listener, "x2");
        test.register(listener, "y2");
        Call more = test.nextRegister();
        test.beacon(test.b);
        assertThat(test.lost()).isEmpty();
        test.b.answers(more);
        test.beacon(test.b);
        assertThat(test.lost()).isEmpty();
    }

    @Test
    void anUnregisterThatIsLostShowsInTheNextBeacon() {
        test.follows(listener, "x2");
        test.follows(listener, "y2");
        test.unregister(listener, "y2");
        test.calls.all().forEach(Call::lost);
        test.beacon(test.b);
        assertThat(test.lost()).containsExactly(Cause.INTEREST_DIFFERS);
        test.answerAll();
        assertThat(test.b.interest().idsIn(2)).isEqualTo(InterestDigest.NONE.plus(pattern("x2")));
        test.passSeconds(20, test.b);
        assertThat(test.lost()).isEmpty();
    }

    @Test
    void anUnregisterThatIsLostIsRepairedThoughNothingIsWantedOfTheShardAnyMore() {
        test.follows(listener, "x2");
        test.follows(listener, "x3");
        test.unregister(listener, "x2");
        test.unregister(listener, "x3");
        test.calls.all().forEach(Call::lost);
        repairsPhantoms();
    }

    /** One beacon, one message, and the owner pushes nothing to this edge any more. */
    private void repairsPhantoms() {
        test.beacon(test.a, test.b);
        List<Call> calls = test.calls.all();
        assertThat(calls).hasSizeLessThanOrEqualTo(2);
        calls.forEach(call -> (call.owner().equals(test.a.address()) ? test.a : test.b).answers(call));
        for (ScriptedOwner owner : List.of(test.a, test.b)) {
            assertThat(owner.beacon().shards()).isEmpty();
            assertThat(owner.beacon().prefixes()).isEqualTo(InterestDigest.NONE);
        }
        test.lost();
        test.passSeconds(20, test.a, test.b);
        assertThat(test.lost()).isEmpty();
        assertThat(test.calls.isQuiet()).isTrue();
    }

    @Test
    void anIdThatIsUnregisteredWhileItIsBeingRegisteredLeavesNothingBehind() {
        Future<List<SharedState>> answer = test.register(listener, "x2");
        Call call = test.nextRegister();
        test.unregister(listener, "x2");
        assertThat(answer.cause()).isInstanceOf(LuxException.class);
        test.b.answers(call);
        assertThat(test.calls.isQuiet()).isTrue();
        repairsPhantoms();
    }

    @Test
    void aPrefixThatIsUnregisteredWhileItIsBeingRegisteredLeavesNothingBehind() {
        test.register(listener, "x*");
        List<Call> calls = test.calls.all();
        test.unregister(listener, "x*");
        calls.forEach(call -> (call.owner().equals(test.a.address()) ? test.a : test.b).answers(call));
        assertThat(test.calls.isQuiet()).isTrue();
        repairsPhantoms();
    }

    @Test
    void anIdThatIsUnregisteredWhileItIsBeingRegisteredLeavesNothingBehindBesideAnother() {
        test.register(listener, "x2");
        Call first = test.nextRegister();
        test.register(listener, "y2");
        Call both = test.nextRegister();
        test.unregister(listener, "x2");
        test.b.answers(first);
        test.b.answers(both);
        test.beacon(test.b);
        test.answerAll();
        assertThat(test.b.interest().idsIn(2)).isEqualTo(InterestDigest.NONE.plus(pattern("y2")));
        test.lost();
        test.passSeconds(20, test.b);
        assertThat(test.lost()).isEmpty();
    }

    @Test
    void whatIsKnownOfSeveralPatternsIsSaidOnce() {
        test.follows(listener, "x*");
        test.follows(listener, "x2");
        test.update(test.b.update(live("x2", 5, 1)));
        test.b.serves(2, 2);
        test.beacon(test.a, test.b);
        assertThat(register(test.nextRegister()).known()).containsExactly(new Known("x2", 5));
    }
}
