package dev.lux.subscription;

import static dev.lux.replica.ScriptedOwner.gone;
import static dev.lux.replica.ScriptedOwner.live;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.document.Pattern;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.lifecycle.Contact;
import dev.lux.replica.ScriptedNode;
import dev.lux.replica.View;
import dev.lux.route.BusAddress;
import dev.lux.route.OwnerClient;
import dev.lux.route.Patience;
import dev.lux.route.ScriptedCalls.Call;
import dev.lux.route.WriteLanes;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * A hub on a node whose owners are the test's: what its streams are told when owners fall silent or have lost state. Node
 * {@code a} owns ids that end in 0 and 1, node {@code b} those that end in 2 and 3.
 */
class HubRepairTest {
    /** So long that users are told, and every look has happened. */
    private static final Duration STALE = Duration.ofMillis(5_300);

    private final ScriptedNode test = new ScriptedNode();
    private final AtomicLong heard = new AtomicLong(1);
    private final Contact contact = new Contact(heard::get);
    private final Hub hub = hub();

    private Hub hub() {
        contact.informed(1);
        BusAddress addresses = new BusAddress(test.table);
        Patience patience = new Patience(test.loop, test.loop, () -> 0L);
        WriteLanes writes = new WriteLanes(1, addresses, test.calls, test.loop, test.loop, patience);
        OwnerClient owners = new OwnerClient(addresses, test.calls, patience, writes);
        return new Hub(test.loop, test.node, owners, test.loop, new OutboxUnderTest.CountingStats(), contact);
    }

    /** A stream that takes everything at once. */
    private final class Client {
        final ScriptedSink sink = new ScriptedSink();
        final Outbox outbox = hub.open(View.WHOLE, sink);

        Client(String... matches) {
            for (String match : matches) {
                subscribe(match);
            }
            sink.taken();
        }

        Future<Void> subscribe(String match) {
            Future<Void> subscribed = hub.subscribe(outbox, new Subscription(Pattern.parse(match), null, Map.of()));
            test.loop.turn();
            test.answerAll();
            return subscribed;
        }
    }

    /** Owner {@code a} is well, owner {@code b} is neither heard nor answers. */
    private void bIsSilentFor(Duration time) {
        long untilNanos = test.loop.elapsedNanos() + time.toNanos();
        while (test.loop.elapsedNanos() < untilNanos) {
            test.loop.pass(Duration.ofMillis(100));
            test.calls.all().forEach(Call::lost);
            test.beacon(test.a);
        }
    }

    private void everybodyIsWell() {
        test.loop.pass(Duration.ofMillis(200));
        test.answerAll();
        test.passSeconds(1, test.a, test.b);
    }

    @Test
    void streamsOfPatternsThatAreConcernedAreToldThatWhatTheySeeMayBeOldAndWhenItIsNoLonger() {
        Client prefix = new Client("x*");
        Client concerned = new Client("x2");
        Client other = new Client("x1");
        Client both = new Client("x1", "x3");
        bIsSilentFor(STALE);
        assertThat(prefix.sink.inShort()).containsExactly("status x* maybe old");
        assertThat(concerned.sink.inShort()).containsExactly("status x2 maybe old");
        assertThat(other.sink.inShort()).isEmpty();
        assertThat(both.sink.inShort()).containsExactly("status x3 maybe old");
        bIsSilentFor(Duration.ofSeconds(5));
        assertThat(prefix.sink.inShort()).as("told once").isEmpty();
        everybodyIsWell();
        assertThat(prefix.sink.inShort()).containsExactly("status x* live");
        assertThat(concerned.sink.inShort()).containsExactly("status x2 live");
        assertThat(other.sink.inShort()).isEmpty();
        assertThat(both.sink.inShort()).containsExactly("status x3 live");
    }

    @Test
    void aShortSilenceIsToldToNobody() {
        Client client = new Client("x*");
        bIsSilentFor(Duration.ofMillis(4_500));
        everybodyIsWell();
        assertThat(client.sink.inShort()).isEmpty();
    }

    @Test
    void theFrameIsThatOfTheProtocol() {
        Client client = new Client("x*");
        bIsSilentFor(STALE);
        assertThat(client.sink.taken()).hasToString("[{\"type\":\"status\",\"live\":false,\"match\":\"x*\"}]");
    }

    @Test
    void whoNoLongerSubscribesIsNotTold() {
        Client client = new Client("x*", "x2");
        hub.unsubscribe(client.outbox, Pattern.parse("x*"));
        Client closed = new Client("x2");
        hub.close(closed.outbox);
        bIsSilentFor(STALE);
        assertThat(client.sink.inShort()).containsExactly("status x2 maybe old");
        assertThat(closed.sink.inShort()).isEmpty();
    }

    @Test
    void aPollIsAnsweredThoughItsOwnerIsSilent() {
        Poll poll = new Poll();
        bIsSilentFor(STALE);
        assertThat(poll.watch.isEnded()).isFalse();
        everybodyIsWell();
        test.update(test.b.update(live("x2", 7, 1)));
        assertThat(poll.watch.ended().result().version()).isEqualTo(7);
    }

    /** A watch that has joined the hub, as a poll does. */
    private final class Poll {
        final Watch watch = new Watch(5, live("x2", 5, 1).state());

        Poll() {
            hub.use(Pattern.parse("x2"));
            test.loop.turn();
            test.answerAll();
            hub.join(watch, Pattern.parse("x2"));
        }
    }

    @Test
    void duringTheSilenceNobodySubscribesAndAfterItChangesThatWereMissedCome() {
        Client client = new Client("x*");
        test.update(test.b.update(live("x2", 5, 1)));
        assertThat(client.sink.inShort()).containsExactly("state x2 5");
        bIsSilentFor(STALE);
        Client late = new Client();
        Future<Void> subscribed = hub.subscribe(late.outbox, new Subscription(Pattern.parse("x*"), null, Map.of()));
        bIsSilentFor(Duration.ofSeconds(5));
        assertThat(subscribed.failed()).isTrue();
        assertThat(late.sink.inShort()).isEmpty();
        test.loop.pass(Duration.ofMillis(200));
        Call register = test.calls.all().get(0);
        test.b.answersWithPosition(register, 2);
        test.update(test.b.update(live("x2", 6, 1)));
        test.passSeconds(1, test.a, test.b);
        assertThat(client.sink.inShort())
                .containsExactlyInAnyOrder("status x* maybe old", "state x2 6", "status x* live");
    }

    @Test
    void withoutContactNobodySubscribesAndNothingIsTold() {
        Client client = new Client("x*");
        heard.set(0);
        test.update(test.b.update(live("x2", 5, 1)));
        assertThat(client.sink.inShort()).isEmpty();
        Client late = new Client();
        assertThat(late.subscribe("x1").cause())
                .isInstanceOfSatisfying(
                        LuxException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.NO_QUORUM));
        heard.set(2);
        hub.goOn();
        test.loop.turn();
        assertThat(client.sink.inShort()).as("not informed").isEmpty();
        contact.informed(2);
        hub.goOn();
        test.loop.turn();
        assertThat(client.sink.inShort()).containsExactly("state x2 5");
    }

    @Test
    void aDeletionThatIsForgottenWhileASnapshotWaitsKeepsItsVersion() {
        new Client("x*");
        test.update(test.b.update(live("x2", 5, 1)));
        test.update(test.b.update(gone("x2", 6, 1)));
        Client late = new Client();
        late.sink.room(0);
        hub.subscribe(late.outbox, new Subscription(Pattern.parse("x*"), null, new HashMap<>(Map.of("x2", 5L))));
        test.loop.turn();
        test.answerAll();
        test.passSeconds(11, test.a, test.b);
        hub.forgetGone();
        late.sink.room(Long.MAX_VALUE);
        late.outbox.drain();
        test.loop.turn();
        assertThat(late.sink.inShort()).startsWith("gone x2 6");
    }

    @Test
    void whatANewOwnerHasLostIsReset() {
        Client client = new Client("x*");
        test.update(test.b.update(live("x2", 5, 1), live("x6", 6, 1), live("x3", 7, 1)));
        client.sink.taken();
        test.table.primary("a", 2);
        test.a.serves(2, 2);
        test.loop.pass(Duration.ofMillis(200));
        test.answerAll();
        test.update(test.a.update(live("x2", 4, 2), gone("x6", 3, 2)));
        assertThat(client.sink.inShort()).containsExactly("state x2 4 reset", "gone x6 3 reset");
        test.update(test.a.update(live("x2", 8, 2)));
        assertThat(client.sink.inShort()).containsExactly("state x2 8");
    }

    @Test
    void aStreamThatComesAfterAResetSeesWhatIsLeft() {
        new Client("x*");
        test.update(test.b.update(live("x2", 5, 1)));
        test.table.primary("a", 2);
        test.a.serves(2, 2);
        test.loop.pass(Duration.ofMillis(200));
        test.answerAll();
        test.update(test.a.update(live("x2", 4, 2)));
        Client late = new Client();
        late.subscribe("x*");
        assertThat(late.sink.inShort()).containsExactly("state x2 4", "synced x* 1");
    }
}
