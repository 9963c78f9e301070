package dev.lux.replica;

import dev.lux.command.OwnerRequest;
import dev.lux.command.OwnerRequest.Register;
import dev.lux.command.Update;
import dev.lux.document.Pattern;
import dev.lux.loop.ManualLoop;
import dev.lux.replica.RepairStats.Cause;
import dev.lux.route.BusAddress;
import dev.lux.route.Patience;
import dev.lux.route.ScriptedCalls;
import dev.lux.route.ScriptedCalls.Call;
import dev.lux.route.ScriptedTable;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The replica of a node whose time, partition table and owners are the test's. Node {@code a} owns shards 0 and 1,
 * node {@code b} shards 2 and 3.
 */
public final class ScriptedNode {
    /** After this every look has happened, and every pause between attempts has passed. */
    public static final Duration SOON = Duration.ofMillis(200);

    public final ManualLoop loop = new ManualLoop();
    public final ScriptedTable table =
            new ScriptedTable().joins("a", 1).joins("b", 1).primary("a", 0, 1).primary("b", 2, 3);
    public final ScriptedCalls calls = new ScriptedCalls();
    public final ScriptedOwner a = new ScriptedOwner("a", 0, 1);
    public final ScriptedOwner b = new ScriptedOwner("b", 2, 3);
    public final NodeReplica node;
    private final List<Cause> lost = new ArrayList<>();

    public ScriptedNode() {
        BusAddress addresses = new BusAddress(table);
        node = new NodeReplica(
                addresses.localEdge(), loop, loop, addresses, calls, new Patience(loop, loop, () -> 0L), lost::add);
        node.start();
    }

    /** Someone who wants documents, on the same event loop. */
    final class Listener implements Audience {
        private final List<String> heard = new ArrayList<>();
        private final List<Set<Integer>> silences = new ArrayList<>();

        @Override
        public void run(Runnable task) {
            loop.run(task);
        }

        @Override
        public void apply(List<Change> changes) {
            changes.forEach(change -> heard.add(inShort(change)));
        }

        @Override
        public void silent(Set<Integer> shards) {
            silences.add(shards);
        }

        /** The changes since the last call, in short: {@code a1 5}, {@code a1 6 gone}, {@code a1 4 reset}. */
        List<String> heard() {
            List<String> all = List.copyOf(heard);
            heard.clear();
            return all;
        }

        /** What it was told of silence since the last call. */
        List<Set<Integer>> silences() {
            List<Set<Integer>> all = List.copyOf(silences);
            silences.clear();
            return all;
        }
    }

    private static String inShort(Change change) {
        return inShort(change.state()) + (change.reset() ? " reset" : "");
    }

    static String inShort(SharedState shared) {
        return shared.state().id() + " " + shared.state().version()
                + (shared.state().isLive() ? "" : " gone");
    }

    /** Live matches in short, in id order. */
    static List<String> inShort(Future<List<SharedState>> states) {
        if (!states.succeeded()) {
            throw new AssertionError("not answered: " + states);
        }
        return states.result().stream().map(ScriptedNode::inShort).sorted().toList();
    }

    Future<List<SharedState>> register(Audience audience, String match) {
        Future<List<SharedState>> answer = node.register(audience, Pattern.parse(match));
        loop.turn();
        return answer;
    }

    void unregister(Audience audience, String match) {
        node.unregister(audience, Pattern.parse(match));
        loop.turn();
    }

    Future<Void> sync(String match) {
        Future<Void> answer = node.sync(Pattern.parse(match));
        loop.turn();
        return answer;
    }

    /** An update arrives. @return up to which number the node has everything */
    public long update(Update update) {
        long has = node.update(update);
        loop.turn();
        return has;
    }

    public void beacon(ScriptedOwner... owners) {
        Arrays.stream(owners).forEach(owner -> node.beacon(owner.beacon()));
        loop.turn();
    }

    /** Both owners answer whatever is asked of them, until nothing is. */
    public void answerAll() {
        while (!calls.isQuiet()) {
            calls.all().forEach(call -> (call.owner().equals(a.address()) ? a : b).answers(call));
            loop.turn();
        }
    }

    /** Registers it, and everything is answered and followed. */
    void follows(Audience audience, String match) {
        Future<List<SharedState>> answer = register(audience, match);
        answerAll();
        if (!answer.succeeded()) {
            throw new AssertionError("not registered: " + answer);
        }
    }

    /** Takes the oldest request, a registration. */
    Call nextRegister() {
        return calls.next(Register.class);
    }

    static Register register(Call call) {
        return (Register) call.request();
    }

    Call nextSync() {
        return calls.next(OwnerRequest.Sync.class);
    }

    /** A second passes at a time, and at the end of each these owners send their beacons. */
    public void passSeconds(int seconds, ScriptedOwner... owners) {
        for (int second = 0; second < seconds; second++) {
            loop.pass(Duration.ofSeconds(1));
            beacon(owners);
        }
    }

    /** Why shards had to be registered again since the last call, once per shard. */
    public List<Cause> lost() {
        List<Cause> all = List.copyOf(lost);
        lost.clear();
        return all;
    }
}
