package dev.lux.replica;

import static dev.lux.replica.ScriptedNode.register;
import static dev.lux.replica.ScriptedOwner.live;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.Update;
import dev.lux.document.Pattern;
import dev.lux.replica.RepairStats.Cause;
import dev.lux.route.ScriptedCalls.Call;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Owners that are not heard: after three seconds they are asked, after five the users are told. */
class SilenceTest {
    private final ScriptedNode test = new ScriptedNode();
    private final ScriptedNode.Listener listener = test.new Listener();

    @BeforeEach
    void everythingIsFollowed() {
        test.follows(listener, "x*");
        test.beacon(test.a, test.b);
        assertThat(listener.silences()).containsExactly(Set.of());
    }

    /** Every request is lost for so long. */
    private void loseEverything(Duration time) {
        long untilNanos = test.loop.elapsedNanos() + time.toNanos();
        while (test.loop.elapsedNanos() < untilNanos) {
            test.loop.pass(Duration.ofMillis(100));
            test.calls.all().forEach(Call::lost);
        }
    }

    @Test
    void whileBeaconsComeNothingIsAsked() {
        test.passSeconds(60, test.a, test.b);
        assertThat(test.lost()).isEmpty();
        assertThat(test.calls.isQuiet()).isTrue();
        assertThat(listener.silences()).isEmpty();
    }

    @Test
    void twoBeaconsMayBeMissing() {
        for (int i = 0; i < 10; i++) {
            test.passSeconds(2, test.a);
            test.loop.pass(Duration.ofMillis(900));
            test.beacon(test.a, test.b);
        }
        assertThat(test.lost()).isEmpty();
    }

    @Test
    void afterThreeSecondsItsShardsAreRegisteredAgain() {
        test.passSeconds(2, test.a);
        test.loop.pass(Duration.ofMillis(990));
        assertThat(test.lost()).isEmpty();
        test.beacon(test.a);
        test.loop.pass(Duration.ofMillis(220));
        assertThat(test.lost()).containsExactly(Cause.SILENCE, Cause.SILENCE);
        Call call = test.nextRegister();
        assertThat(call.owner()).isEqualTo(test.b.address());
        assertThat(register(call).shards()).containsExactly(2, 3);
        assertThat(test.calls.isQuiet()).isTrue();
        test.b.answers(call);
        test.passSeconds(20, test.a, test.b);
        assertThat(test.lost()).isEmpty();
        assertThat(listener.silences()).as("nobody was told").isEmpty();
    }

    @Test
    void aShardThatTheBeaconDoesNotNameIsNotHeard() {
        test.b.dropsShard(3);
        test.passSeconds(4, test.a, test.b);
        assertThat(test.lost()).containsExactly(Cause.SILENCE);
        assertThat(register(test.nextRegister()).shards()).containsExactly(3);
    }

    @Test
    void whenWhatWasSentBeforeABeaconDoesNotComeTheNextOnesAreNoProofOfLife() {
        Update lost = test.b.update(live("x2", 5, 1));
        test.passSeconds(1, test.a, test.b);
        assertThat(test.update(test.b.update(live("x3", 6, 1)))).isZero();
        test.passSeconds(2, test.a, test.b);
        assertThat(test.lost()).isEmpty();
        test.passSeconds(2, test.a, test.b);
        assertThat(test.lost()).containsExactly(Cause.SILENCE, Cause.SILENCE);
        test.answerAll();
        test.update(lost);
        test.update(new Update(test.b.address(), 1, 2, List.of(live("x3", 6, 1))));
        assertThat(listener.heard()).containsExactly("x2 5", "x3 6");
        test.passSeconds(20, test.a, test.b);
        assertThat(test.lost()).isEmpty();
    }

    @Test
    void afterFiveSecondsAudiencesAreToldOfItsShardsAndAgainWhenTheyAreFollowed() {
        loseEverything(Duration.ofMillis(4_900));
        assertThat(listener.silences()).isEmpty();
        loseEverything(Duration.ofMillis(400));
        assertThat(listener.silences()).containsExactly(Set.of(0, 1, 2, 3));
        test.loop.pass(ScriptedNode.SOON);
        for (Call call : test.calls.all()) {
            if (call.owner().equals(test.a.address())) {
                test.a.answers(call);
            } else {
                call.lost();
            }
        }
        test.loop.pass(Duration.ofMillis(220));
        assertThat(listener.silences()).containsExactly(Set.of(2, 3));
        test.answerAll();
        test.loop.pass(Duration.ofMillis(220));
        assertThat(listener.silences()).containsExactly(Set.of());
    }

    @Test
    void everyAudienceIsToldAndALateComerAtOnce() {
        ScriptedNode.Listener other = test.new Listener();
        test.follows(other, "x*");
        assertThat(other.silences()).containsExactly(Set.of());
        loseEverything(Duration.ofMillis(5_300));
        assertThat(other.silences()).containsExactly(Set.of(0, 1, 2, 3));
        ScriptedNode.Listener late = test.new Listener();
        test.register(late, "x2");
        assertThat(late.silences()).containsExactly(Set.of(0, 1, 2, 3));
    }

    @Test
    void aShardOfWhichNothingIsWantedAnyMoreIsNotMissed() {
        ScriptedNode.Listener other = test.new Listener();
        test.follows(other, "y2");
        test.unregister(listener, "x*");
        test.answerAll();
        loseEverything(Duration.ofMillis(5_300));
        assertThat(other.silences()).containsExactly(Set.of(), Set.of(2));
        test.unregister(other, "y2");
        loseEverything(Duration.ofSeconds(1));
        assertThat(other.silences()).containsExactly(Set.of());
        assertThat(test.calls.isQuiet()).isTrue();
    }

    @Test
    void whatIsWantedForTheFirstTimeIsNotSilentForFiveSeconds() {
        test.unregister(listener, "x*");
        test.answerAll();
        loseEverything(Duration.ofSeconds(60));
        assertThat(listener.silences()).isEmpty();
        test.register(listener, "x2");
        loseEverything(Duration.ofMillis(4_900));
        assertThat(listener.silences()).containsExactly(Set.of());
        loseEverything(Duration.ofMillis(400));
        assertThat(listener.silences()).containsExactly(Set.of(2));
    }

    @Test
    void aPatternIsConcernedWhenOneOfItsShardsIs() {
        assertThat(test.node.concerns(Pattern.parse("x*"), Set.of(3))).isTrue();
        assertThat(test.node.concerns(Pattern.parse("x*"), Set.of())).isFalse();
        assertThat(test.node.concerns(Pattern.parse("x3"), Set.of(3))).isTrue();
        assertThat(test.node.concerns(Pattern.parse("x2"), Set.of(3))).isFalse();
    }
}
