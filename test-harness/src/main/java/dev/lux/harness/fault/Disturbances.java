package dev.lux.harness.fault;

import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Every kind of fault that there is, by name. Victims are picked among the nodes that are alive when one is made. */
public final class Disturbances {
    private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

    /** What a kind needs of its cluster. */
    private enum Needs {
        /** Any cluster of several data members: it loses no state, and all of it is over at its end. */
        NOTHING,
        /** The same, with a network that can be broken. */
        BREAKS,
        /** The same with no quorum for a while, so that nobody is answered. */
        NO_QUORUM,
        /** A cluster of {@link FaultyBroker}s. */
        FAULTY,
        /** A cluster whose state may be lost. */
        NO_STATE
    }

    private interface Maker {
        Disturbance make(LuxCluster cluster, Picker pick);
    }

    private record Kind(Needs needs, Maker maker) {}

    static {
        add("kill", Needs.NOTHING, (cluster, pick) -> new Kill("kill", cluster, pick.dataMembers(1)));
        add("kill-edge", Needs.NOTHING, (cluster, pick) -> new Kill("kill-edge", cluster, List.of(pick.edge())));
        add("kill-two", Needs.NO_STATE, (cluster, pick) -> new Kill("kill-two", cluster, pick.dataMembers(2)));
        add("kill-all-data", Needs.NO_STATE, (cluster, pick) -> new Kill("kill-all-data", cluster, pick.allData()));
        add("pause", Needs.NOTHING, (cluster, pick) -> new Pause("pause", cluster, pick.dataMember()));
        add("pause-edge", Needs.NOTHING, (cluster, pick) -> new Pause("pause-edge", cluster, pick.edge()));
        add("pause-short", Needs.NOTHING, (cluster, pick) -> new ShortPause(cluster, pick.node()));
        add("pause-oldest-edge", Needs.NOTHING, (cluster, pick) -> new OldestPause(cluster, pick.edge()));
        add("isolate", Needs.BREAKS, (cluster, pick) -> new Partition("isolate", cluster, List.of(pick.node())));
        add("partition", Needs.BREAKS, (cluster, pick) -> new Partition("partition", cluster, pick.minority()));
        add("isolate-kill", Needs.BREAKS, (cluster, pick) -> new AloneToDeath(cluster, pick.dataMember()));
        add("isolate-ahead", Needs.BREAKS, (cluster, pick) -> new AheadAndAlone(cluster, pick.dataMember()));
        add("one-way", Needs.BREAKS, (cluster, pick) -> {
            List<Node> two = pick.dataMembers(2);
            return new OneWay(cluster, two.get(0), two.get(1));
        });
        add("crumble", Needs.NO_QUORUM, (cluster, pick) -> {
            List<Node> two = pick.dataMembers(2);
            return new Crumble(cluster, two.get(0), two.get(1));
        });
        add("slow-link", Needs.BREAKS, (cluster, pick) -> new SlowLink(cluster, pick.node()));
        add("leave", Needs.NOTHING, (cluster, pick) -> new Leave(cluster, pick.node()));
        add("add-edge", Needs.NOTHING, (cluster, pick) -> new AddedEdge(cluster));
        add("rolling-restart", Needs.NOTHING, (cluster, pick) -> new RollingRestart(cluster, pick.all()));
        add("clock-ahead", Needs.NOTHING, (cluster, pick) -> clock("clock-ahead", cluster, pick, 1));
        add("clock-behind", Needs.NOTHING, (cluster, pick) -> clock("clock-behind", cluster, pick, -1));
        add("drop-update", Needs.FAULTY, (cluster, pick) -> drop(cluster, pick, DroppedMessages.Message.UPDATE, 3));
        add("drop-beacon", Needs.FAULTY, (cluster, pick) -> drop(cluster, pick, DroppedMessages.Message.BEACON, 1));
        add("full-loop", Needs.FAULTY, (cluster, pick) -> new FullLoop(cluster, pick.node(), Duration.ofSeconds(3)));
        add("kill-at-fill", Needs.NO_STATE, (cluster, pick) -> {
            List<Node> two = pick.dataMembers(2);
            return new KillAtFill(cluster, two.get(0), two.get(1));
        });
        add("stop-all", Needs.NO_STATE, (cluster, pick) -> new StopAll(cluster));
    }

    private Disturbances() {}

    private static void add(String kind, Needs needs, Maker maker) {
        KINDS.put(kind, new Kind(needs, maker));
    }

    private static Disturbance clock(String kind, LuxCluster cluster, Picker pick, int hours) {
        return new WrongClock(kind, cluster, pick.dataMember(), Duration.ofHours(hours));
    }

    private static Disturbance drop(LuxCluster cluster, Picker pick, DroppedMessages.Message message, int oneOf) {
        return new DroppedMessages(cluster, pick.dataMember(), message, oneOf);
    }

    /** All of them. */
    public static List<String> kinds() {
        return List.copyOf(KINDS.keySet());
    }

    /**
     * Those that may follow one another, each when the one before is over, on a breakable cluster of three or five data
     * members and at least one edge without a loss of acknowledged state.
     */
    public static List<String> mixed() {
        List<String> mixed = new ArrayList<>();
        KINDS.forEach((name, kind) -> {
            if (kind.needs == Needs.NOTHING || kind.needs == Needs.BREAKS || kind.needs == Needs.NO_QUORUM) {
                mixed.add(name);
            }
        });
        return mixed;
    }

    /**
     * @param random picks the victims among those that are alive
     * @throws IllegalArgumentException when there is no such kind, or the cluster can't have it
     */
    public static Disturbance of(String kind, LuxCluster cluster, Random random) {
        Kind known = KINDS.get(kind);
        if (known == null) {
            throw new IllegalArgumentException("no fault " + kind + " among " + kinds());
        }
        if ((known.needs == Needs.BREAKS || known.needs == Needs.NO_QUORUM) && !cluster.canBreak()) {
            throw new IllegalArgumentException(kind + " needs a network that can be broken");
        }
        return known.maker.make(cluster, new Picker(Crew.of(cluster), random));
    }
}
