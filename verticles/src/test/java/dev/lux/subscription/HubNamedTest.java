package dev.lux.subscription;

import static dev.lux.replica.ScriptedOwner.live;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest;
import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.lifecycle.Contact;
import dev.lux.replica.ScriptedNode;
import dev.lux.replica.View;
import dev.lux.route.BusAddress;
import dev.lux.route.OwnerClient;
import dev.lux.route.Patience;
import dev.lux.route.ScriptedCalls.Call;
import dev.lux.route.WriteLanes;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a client says that it has and the hub does not know: its owner is asked. Node {@code b} owns {@code x2}. */
class HubNamedTest {
    private final ScriptedNode test = new ScriptedNode();
    private final Hub hub = hub();
    private final ScriptedSink sink = new ScriptedSink();

    private Hub hub() {
        BusAddress addresses = new BusAddress(test.table);
        Patience patience = new Patience(test.loop, test.loop, () -> 0L);
        WriteLanes writes = new WriteLanes(1, addresses, test.calls, test.loop, test.loop, patience);
        OwnerClient owners = new OwnerClient(addresses, test.calls, patience, writes);
        return new Hub(test.loop, test.node, owners, test.loop, new OutboxUnderTest.CountingStats(), Contact.always());
    }

    /** Subscribes with version 5 of x2, which is not there when the hub is made ready. @return the read of x2 */
    private Call subscribe() {
        Outbox outbox = hub.open(View.WHOLE, sink);
        Future<Void> unused = hub.subscribe(outbox, new Subscription(Pattern.parse("x*"), null, Map.of("x2", 5L)));
        test.loop.turn();
        test.calls.all().forEach(call -> (call.owner().equals(test.a.address()) ? test.a : test.b).answers(call));
        test.loop.turn();
        return test.calls.next(OwnerRequest.Read.class);
    }

    private void answer(Call read, DocumentState state) {
        read.reply(new OwnerReply.States(List.of(state)));
        test.loop.turn();
    }

    @Test
    void whatWasDeletedIsGoneWithTheVersionThatItsOwnerHas() {
        answer(subscribe(), DocumentState.absent("x2", 7));
        assertThat(sink.inShort()).containsExactly("gone x2 7", "synced x* 0");
    }

    @Test
    void whatWasCreatedMeanwhileIsInTheSnapshotAndNotGone() {
        answer(subscribe(), live("x2", 9, 1).state());
        test.update(test.b.update(live("x2", 9, 1)));
        test.answerAll();
        assertThat(sink.inShort()).containsExactly("state x2 9", "synced x* 1");
    }

    @Test
    void theSnapshotWaitsForWhatWasCreatedMeanwhile() {
        answer(subscribe(), live("x2", 9, 1).state());
        test.calls
                .all()
                .forEach(call -> (call.owner().equals(test.a.address()) ? test.a : test.b)
                        .answersWithPosition(call, call.owner().equals(test.a.address()) ? 0 : 1));
        test.loop.turn();
        assertThat(sink.inShort()).isEmpty();
        test.update(test.b.update(live("x2", 9, 1)));
        assertThat(sink.inShort()).containsExactly("state x2 9", "synced x* 1");
    }
}
