package dev.lux.harness.check.simulated;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lux.document.Pattern;
import dev.lux.harness.check.history.State;
import dev.lux.harness.check.simulated.SimulatedStore.Version;
import dev.lux.harness.client.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A subscriber and the edge that serves it: a snapshot, then changes, at most one pending per document. */
final class SimulatedSubscriber {
    private final SimulatedCluster cluster;
    private final String name;
    private final Pattern pattern;
    private final Random random;

    private final Map<String, State> held = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final Map<String, Long> since = new HashMap<>();
    private final Map<String, State> pending = new LinkedHashMap<>();
    private final Map<String, Integer> skipped = new HashMap<>();
    private int connection;
    private String node = "";
    private boolean isSynced;
    private boolean isCut;
    private boolean isFlushDue;
    private boolean staysConnected;
    private long subscribedAt;
    private @Nullable String forgotten;

    SimulatedSubscriber(SimulatedCluster cluster, String name, String match) {
        this.cluster = cluster;
        this.name = name;
        this.pattern = Pattern.parse(match);
        this.random = new Random(cluster.random().nextLong());
        cluster.store().onChange(this::changed);
    }

    void begin() {
        cluster.time().after(random.nextInt(100), this::connect);
    }

    private void connect() {
        int mine = ++connection;
        do {
            node = cluster.anyNode(random);
        } while (cluster.isCut(node));
        isCut = false;
        isSynced = false;
        told.clear();
        since.clear();
        pending.clear();
        skipped.clear();
        if (random.nextBoolean()) {
            held.forEach((id, state) -> {
                if (state.isLive()) {
                    since.put(id, state.version());
                }
            });
        }
        cluster.history().opened(name, node);
        cluster.history().subscribed(name, pattern.match(), since);
        subscribedAt = cluster.time().now();
        cluster.time().after(1_000 + random.nextInt(5_000), () -> {
            if (mine == connection) {
                snapshot();
            }
        });
        if (mine < 6) {
            cluster.time().after(50_000 + random.nextInt(500_000), () -> reconnect(mine));
        }
    }

    private void reconnect(int mine) {
        if (mine == connection && !staysConnected) {
            cluster.history().closed(name, false, "reset");
            connection++;
            isSynced = false;
            if (!cluster.planter().once(Bug.NO_RECONNECT)) {
                cluster.time().after(10_000, this::connect);
            }
        }
    }

    private void snapshot() {
        Map<String, State> all = cluster.store().all();
        Set<String> ids = new HashSet<>(all.keySet());
        ids.addAll(since.keySet());
        long count = 0;
        for (String id : ids) {
            State state = all.getOrDefault(id, State.ABSENT);
            if (pattern.matches(id) && !isLeftOut(id, state)) {
                count += state.isLive() ? 1 : 0;
                tellInSnapshot(id, state);
            }
        }
        // What is held by since alone and was not told again counts, as it is in the store too.
        count += cluster.planter().once(Bug.MISCOUNT) ? 1 : 0;
        frame(Json.object().put("type", "synced").put("match", pattern.match()).put("count", count));
        held.keySet().removeIf(id -> pattern.matches(id) && !told.contains(id) && !since.containsKey(id));
        isSynced = true;
    }

    private boolean isLeftOut(String id, State state) {
        return state.isLive()
                && since.isEmpty()
                && cluster.isQuiet()
                && cluster.planter().acknowledgedBefore(id, subscribedAt) == state.version()
                && cluster.planter().once(Bug.HOLE_IN_SNAPSHOT);
    }

    private void tellInSnapshot(String id, State state) {
        Long has = since.get(id);
        if (has == null || has != state.version()) {
            tell(id, state);
            return;
        }
        Version before = cluster.store().before(id);
        if (before != null && before.state().isLive() && cluster.planter().once(Bug.REGRESS_AFTER_RECONNECT)) {
            send(id, before.state(), false);
        }
    }

    private void changed(String id, State state) {
        if (!isSynced || !pattern.matches(id) || id.equals(forgotten)) {
            return;
        }
        if (cluster.planter().isActive(Bug.LOST_PUSHES)
                && forgotten == null
                && told.contains(id)
                && name.equals("s1")) {
            forgotten = id;
            staysConnected = true;
            return;
        }
        if (pending.put(id, state) != null) {
            skipped.merge(id, 1, Integer::sum);
        }
        if (!isFlushDue) {
            isFlushDue = true;
            cluster.time().after(200 + random.nextInt(50_000), this::flush);
        }
    }

    private void flush() {
        isFlushDue = false;
        if (!isCut && isSynced) {
            Map<String, State> due = new LinkedHashMap<>(pending);
            pending.clear();
            due.forEach(this::tell);
            skipped.clear();
        }
    }

    /** Nothing of a deletion to someone who never had it. */
    private void tell(String id, State state) {
        if (state.isLive() || told.contains(id) || since.containsKey(id)) {
            State had = held.get(id);
            boolean isKnown = told.contains(id) || since.containsKey(id);
            boolean isReset = isKnown && had != null && state.version() < had.version();
            send(id, state, isReset || cluster.planter().once(Bug.RESET_WITHOUT_LOSS));
            Version before = cluster.store().before(id);
            if (before != null
                    && before.state().isLive()
                    && before.state().version() < state.version()
                    && cluster.planter().once(Bug.REGRESS)) {
                send(id, before.state(), false);
            }
        }
    }

    private void send(String id, State state, boolean reset) {
        ObjectNode frame = Json.object()
                .put("type", state.isLive() ? "state" : "gone")
                .put("id", id)
                .put("version", state.version());
        if (state.isLive()) {
            frame.set(
                    "data", cluster.planter().once(Bug.TWO_CONTENTS) ? Json.parse("{\"forged\":true}") : state.data());
        }
        if (reset) {
            frame.put("reset", true);
        }
        if (skipped.containsKey(id)) {
            frame.put("skipped", skipped.get(id));
        }
        told.add(id);
        held.put(id, state);
        frame(frame);
    }

    private void frame(ObjectNode frame) {
        cluster.history().received(name, frame);
    }

    /** The edge can't reach the others any more, and says so. */
    void cut(String cutNode) {
        if (isSynced && node.equals(cutNode)) {
            isCut = true;
            status(false);
        }
    }

    void heal() {
        if (isCut) {
            isCut = false;
            if (isSynced) {
                flush();
                if (cluster.planter().once(Bug.STALE_FOR_EVER)) {
                    staysConnected = true;
                } else {
                    status(true);
                }
            }
        }
    }

    private void status(boolean live) {
        frame(Json.object().put("type", "status").put("match", pattern.match()).put("live", live));
    }

    void end() {
        if (forgotten != null) {
            State last = held.getOrDefault(forgotten, State.ABSENT);
            cluster.planter()
                    .plantedIf(cluster.store().current(forgotten).isLive()
                            && last.version() < cluster.planter().acknowledgedBefore(forgotten, Long.MAX_VALUE));
        }
        connection++;
        isSynced = false;
        cluster.history().closed(name, true, "end");
    }
}
