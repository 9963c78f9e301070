package dev.lux.replica;

import static dev.lux.replica.ScriptedNode.inShort;
import static dev.lux.replica.ScriptedNode.register;
import static dev.lux.replica.ScriptedOwner.gone;
import static dev.lux.replica.ScriptedOwner.live;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.OwnerRequest.Known;
import dev.lux.command.OwnerRequest.Register;
import dev.lux.command.OwnerRequest.Unregister;
import dev.lux.document.Pattern;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.route.Patience;
import dev.lux.route.ScriptedCalls.Call;
import dev.lux.route.ScriptedTable;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Audiences say what they want, and no longer want; owners are all well. */
class RegistrationTest {
    private static final String EDGE = "lux.edge." + ScriptedTable.HERE;

    private final ScriptedNode test = new ScriptedNode();
    private final ScriptedNode.Listener listener = test.new Listener();
    private final ScriptedNode.Listener other = test.new Listener();

    private static List<Pattern> patterns(String... matches) {
        return Arrays.stream(matches).map(Pattern::parse).toList();
    }

    private static ErrorCode refusal(Future<?> answer) {
        assertThat(answer.cause()).isInstanceOf(LuxException.class);
        return ((LuxException) answer.cause()).code();
    }

    @AfterEach
    void nothingHadToBeRepaired() {
        assertThat(test.lost()).isEmpty();
    }

    @Test
    void aFirstPrefixIsRegisteredAtEveryOwnerForAllItsShardsInOneMessage() {
        Future<List<SharedState>> answer = test.register(listener, "x*");
        Call atA = test.nextRegister();
        Call atB = test.nextRegister();
        assertThat(test.calls.isQuiet()).isTrue();
        assertThat(atA.request()).isEqualTo(new Register(EDGE, 1, true, List.of(0, 1), patterns("x*"), List.of()));
        assertThat(atB.request()).isEqualTo(new Register(EDGE, 1, true, List.of(2, 3), patterns("x*"), List.of()));
        test.a.answers(atA);
        assertThat(answer.isComplete()).isFalse();
        test.b.answers(atB);
        assertThat(inShort(answer)).isEmpty();
    }

    @Test
    void aFirstIdIsRegisteredAtItsOwnerForItsShard() {
        Future<List<SharedState>> answer = test.register(listener, "x2");
        Call call = test.nextRegister();
        assertThat(call.owner()).isEqualTo(test.b.address());
        assertThat(call.request()).isEqualTo(new Register(EDGE, 1, true, List.of(2), patterns("x2"), List.of()));
        assertThat(test.calls.isQuiet()).isTrue();
        test.b.answers(call);
        assertThat(inShort(answer)).isEmpty();
    }

    @Test
    void aPatternIsAnsweredWhenAllThatWasCommittedBeforeHasCome() {
        Future<List<SharedState>> answer = test.register(listener, "x2");
        Call call = test.nextRegister();
        test.update(test.b.update(live("x2", 5, 1)));
        test.b.answersWithPosition(call, 2);
        assertThat(answer.isComplete()).isFalse();
        test.update(test.b.update(live("x2", 6, 1)));
        assertThat(inShort(answer)).containsExactly("x2 6");
    }

    @Test
    void theAnswerIsWhatIsLive() {
        Future<List<SharedState>> answer = test.register(listener, "x*");
        Call atA = test.nextRegister();
        test.update(test.a.update(live("x0", 1, 1), live("x1", 2, 1)));
        test.update(test.a.update(gone("x0", 3, 1)));
        test.a.answers(atA);
        test.update(test.b.update(live("x2", 4, 1), live("y2", 5, 1)));
        test.answerAll();
        assertThat(inShort(answer)).containsExactly("x1 2", "x2 4");
    }

    @Test
    void patternsOfOneTurnAreRegisteredInOneMessagePerOwner() {
        test.node.register(listener, Pattern.parse("x2"));
        test.node.register(listener, Pattern.parse("x3"));
        test.node.register(other, Pattern.parse("y3"));
        test.loop.turn();
        Call call = test.nextRegister();
        assertThat(register(call).shards()).containsExactly(2, 3);
        assertThat(register(call).patterns()).containsExactlyInAnyOrderElementsOf(patterns("x2", "x3", "y3"));
        assertThat(test.calls.isQuiet()).isTrue();
    }

    @Test
    void anotherPatternAtAnOwnerThatIsFollowedIsAddedThere() {
        test.follows(listener, "x2");
        test.update(test.b.update(live("x2", 5, 1)));
        Future<List<SharedState>> answer = test.register(listener, "x*");
        Call atB = test.calls.next(Register.class);
        assertThat(atB.request())
                .as("shard 2 is followed")
                .isEqualTo(new Register(EDGE, 2, false, List.of(2), patterns("x*"), List.of(new Known("x2", 5))));
        Call atA = test.nextRegister();
        assertThat(atA.request()).isEqualTo(new Register(EDGE, 1, true, List.of(0, 1), patterns("x*"), List.of()));
        Call restOfB = test.nextRegister();
        assertThat(register(restOfB).whole()).isTrue();
        assertThat(register(restOfB).shards()).containsExactly(3);
        test.a.answers(atA);
        test.b.answersWithPosition(atB, 2);
        test.b.answersWithPosition(restOfB, 1);
        assertThat(answer.isComplete()).isFalse();
        test.update(test.b.update(live("x6", 6, 1)));
        assertThat(inShort(answer)).containsExactly("x2 5", "x6 6");
    }

    @Test
    void aPatternThatComesWhileItsShardIsAskedForIsAskedForAtOnceAndTheOldAnswerDoesNotCount() {
        Future<List<SharedState>> first = test.register(listener, "x2");
        Call old = test.nextRegister();
        Future<List<SharedState>> second = test.register(listener, "y2");
        Call both = test.nextRegister();
        assertThat(register(both).patterns()).containsExactlyInAnyOrderElementsOf(patterns("x2", "y2"));
        assertThat(register(both).generation()).isGreaterThan(register(old).generation());
        test.b.answers(old);
        assertThat(first.isComplete()).isFalse();
        test.b.answers(both);
        assertThat(first.succeeded()).isTrue();
        assertThat(second.succeeded()).isTrue();
    }

    @Test
    void aSecondAudienceOfAPatternAsksOnlyHowFarTheStreamsAre() {
        test.follows(listener, "x*");
        test.update(test.b.update(live("x2", 5, 1)));
        Future<List<SharedState>> answer = test.register(other, "x*");
        test.a.answers(test.nextSync());
        test.b.answersWithPosition(test.nextSync(), 2);
        assertThat(test.calls.isQuiet()).isTrue();
        assertThat(answer.isComplete()).isFalse();
        test.update(test.b.update(live("x3", 6, 1)));
        assertThat(inShort(answer)).containsExactly("x2 5", "x3 6");
    }

    @Test
    void aSecondAudienceThatComesDuringTheFirstRegistrationWaitsForItAndThenAsks() {
        Future<List<SharedState>> first = test.register(listener, "x2");
        Future<List<SharedState>> second = test.register(other, "x2");
        test.b.answers(test.nextRegister());
        assertThat(first.succeeded()).isTrue();
        assertThat(second.isComplete()).isFalse();
        test.loop.pass(ScriptedNode.SOON);
        test.b.answers(test.nextSync());
        assertThat(second.succeeded()).isTrue();
    }

    @Test
    void changesGoToWhoeverWantsThemOnce() {
        test.follows(listener, "x*");
        test.follows(listener, "x2");
        test.follows(other, "x2");
        test.update(test.b.update(live("x2", 5, 1), live("x3", 6, 1), live("z2", 7, 1)));
        assertThat(listener.heard()).containsExactly("x2 5", "x3 6");
        assertThat(other.heard()).containsExactly("x2 5");
        assertThat(test.node.size()).as("what nobody wants is not kept").isEqualTo(2);
    }

    @Test
    void aPatternIsUnregisteredWhenItsLastAudienceLeaves() {
        test.follows(listener, "x*");
        test.follows(other, "x*");
        test.update(test.b.update(live("x2", 5, 1)));
        test.unregister(listener, "x*");
        assertThat(test.calls.isQuiet()).isTrue();
        test.update(test.b.update(live("x2", 6, 1)));
        assertThat(listener.heard()).containsExactly("x2 5");
        assertThat(other.heard()).containsExactly("x2 5", "x2 6");
        test.unregister(other, "x*");
        List<Call> calls = test.calls.all();
        assertThat(calls)
                .extracting(Call::request)
                .containsExactly(new Unregister(EDGE, 2, patterns("x*")), new Unregister(EDGE, 2, patterns("x*")));
        assertThat(calls).extracting(Call::owner).containsExactlyInAnyOrder(test.a.address(), test.b.address());
        assertThat(test.node.size()).isZero();
        test.update(test.b.update(live("x2", 7, 1)));
        assertThat(other.heard()).isEmpty();
        assertThat(test.node.size()).isZero();
    }

    @Test
    void whatAnotherPatternMatchesIsKeptWhenAPatternIsUnregistered() {
        test.follows(listener, "x*");
        test.follows(listener, "x2");
        test.update(test.b.update(live("x2", 5, 1), live("x3", 6, 1)));
        test.unregister(listener, "x*");
        test.answerAll();
        assertThat(test.node.size()).isEqualTo(1);
        assertThat(test.b.interest().within(Set.of(2, 3))).containsExactlyElementsOf(patterns("x2"));
    }

    @Test
    void aPatternThatIsUnregisteredTwiceOrWasNeverRegisteredIsNothing() {
        test.unregister(listener, "x2");
        test.follows(listener, "x2");
        test.unregister(other, "x2");
        assertThat(test.calls.isQuiet()).isTrue();
        test.unregister(listener, "x2");
        test.answerAll();
        test.unregister(listener, "x2");
        assertThat(test.calls.isQuiet()).isTrue();
    }

    @Test
    void aPatternThatIsRegisteredAgainIsRegisteredWithoutWhatWasForgotten() {
        test.follows(listener, "x2");
        test.update(test.b.update(live("x2", 5, 1)));
        test.unregister(listener, "x2");
        test.answerAll();
        Future<List<SharedState>> answer = test.register(listener, "x2");
        Call call = test.nextRegister();
        assertThat(register(call).known()).isEmpty();
        test.b.answersWithPosition(call, 2);
        test.update(test.b.update(live("x2", 5, 1)));
        assertThat(inShort(answer)).containsExactly("x2 5");
    }

    @Test
    void aRegistrationThatNobodyAnswersIsBusyAfterTheDeadline() {
        Future<List<SharedState>> answer = test.register(listener, "x2");
        long startedNanos = test.loop.elapsedNanos();
        while (!answer.isComplete()) {
            test.calls.all().forEach(Call::undelivered);
            test.loop.pass(ScriptedNode.SOON);
        }
        assertThat(refusal(answer)).isEqualTo(ErrorCode.BUSY);
        assertThat(test.loop.elapsedNanos() - startedNanos).isEqualTo(Patience.DEADLINE.toNanos());
        test.unregister(listener, "x2");
        test.calls.all().forEach(Call::undelivered);
        test.loop.pass(ScriptedNode.SOON);
        assertThat(test.calls.isQuiet()).as("nobody wants it").isTrue();
    }
}
