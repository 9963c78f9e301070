package dev.lux.owner;

import dev.lux.command.Beacon;
import dev.lux.command.Update;
import dev.lux.loop.ManualLoop;
import dev.lux.replica.ReceivingEdge;
import dev.lux.route.Edges;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Edges that receive, or don't, as the test says. Belongs to the test's thread. */
final class ScriptedEdges implements Edges {
    private static final Duration ACK_DEADLINE = Duration.ofSeconds(1);

    private final ManualLoop loop;
    private final Map<String, ReceivingEdge> receiving = new HashMap<>();
    private final Set<String> gone = new HashSet<>();
    private final Set<String> deaf = new HashSet<>();
    private final Set<String> refusing = new HashSet<>();
    private final Map<String, Long> upTo = new HashMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private int losing;

    private record Sent(
            String edge, @Nullable Update update, @Nullable Beacon beacon) {}

    ScriptedEdges(ManualLoop loop) {
        this.loop = loop;
    }

    /** Nothing comes through to the edge from now on, or again. */
    void deaf(String edge, boolean isDeaf) {
        if (isDeaf) {
            deaf.add(edge);
        } else {
            deaf.remove(edge);
        }
    }

    /** Nothing can be sent to the edge from now on, which is known at once. */
    void refuses(String edge) {
        refusing.add(edge);
    }

    /** What has a higher number does not come through to the edge. */
    void takesUpTo(String edge, long number) {
        upTo.put(edge, number);
    }

    /** The next updates to anybody are lost. */
    void loseNext(int updates) {
        losing = updates;
    }

    void leaves(String edge) {
        gone.add(edge);
    }

    void joins(String edge) {
        gone.remove(edge);
    }

    /** What the edge holds. */
    ReceivingEdge at(String edge) {
        return receiving.computeIfAbsent(edge, first -> new ReceivingEdge());
    }

    /** Every update that was sent to the edge, lost or not, and forgets them. */
    List<Update> updates(String edge) {
        List<Update> updates = sent.stream()
                .filter(each -> each.edge.equals(edge) && each.update != null)
                .map(Sent::update)
                .toList();
        sent.removeIf(each -> each.edge.equals(edge) && each.update != null);
        return updates;
    }

    /** Every beacon that was sent to the edge, lost or not, and forgets them. */
    List<Beacon> beacons(String edge) {
        List<Beacon> beacons = sent.stream()
                .filter(each -> each.edge.equals(edge) && each.beacon != null)
                .map(Sent::beacon)
                .toList();
        sent.removeIf(each -> each.edge.equals(edge) && each.beacon != null);
        return beacons;
    }

    @Override
    public Future<Long> update(String edge, Update update) {
        sent.add(new Sent(edge, update, null));
        if (refusing.contains(edge)) {
            return Future.failedFuture("refused, says the test");
        }
        Promise<Long> ack = Promise.promise();
        boolean isBeyond = update.number() > upTo.getOrDefault(edge, Long.MAX_VALUE);
        if (losing > 0 || isBeyond || deaf.contains(edge) || gone.contains(edge)) {
            losing = Math.max(0, losing - 1);
            loop.after(ACK_DEADLINE, () -> ack.fail("lost, says the test"));
        } else {
            loop.run(() -> ack.complete(at(edge).take(update)));
        }
        return ack.future();
    }

    @Override
    public void beacon(String edge, Beacon beacon) {
        sent.add(new Sent(edge, null, beacon));
    }

    @Override
    public boolean isMember(String edge) {
        return !gone.contains(edge);
    }
}
