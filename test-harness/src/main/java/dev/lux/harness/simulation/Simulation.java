package dev.lux.harness.simulation;

import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.replica.RepairStats;
import dev.lux.route.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One run: a cluster, clients, faults, then quiet, then a last look. A function of its seed. */
public final class Simulation {
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    /** Faults begin in the first part of it; those that only show after detection have the rest. */
    private static final Duration TROUBLE = Duration.ofSeconds(18);

    private static final Duration FAULTS_BEGIN_WITHIN = Duration.ofSeconds(8);
    /** Longer than detection, merge and three beacons together. */
    private static final Duration QUIET = Duration.ofSeconds(28);

    private static final Duration DETECTION = Duration.ofSeconds(8);
    private static final int SHARDS = 4;

    private final SimWorld world;
    private final SimNetwork network;
    private final SimCluster cluster;
    private final SimBus bus;
    private final SimMerge merge;
    private final SimChecks checks = new SimChecks();
    private final Mutant mutant;
    private final int dataMembers;
    private final int owners;
    private final List<SimBroker> brokers = new ArrayList<>();
    private final List<SimWriter> writers = new ArrayList<>();
    private final List<SimAudience> audiences = new ArrayList<>();
    private final Map<RepairStats.Cause, Integer> repairs = new EnumMap<>(RepairStats.Cause.class);
    private int started;

    /**
     * What a run was like.
     *
     * @param violations empty when everything held
     */
    public record Result(
            long seed,
            List<String> violations,
            List<String> faults,
            long acks,
            long unknowns,
            long refusals,
            long reads,
            long told,
            long repairs,
            long merged,
            long events) {}

    private Simulation(long seed, Mutant mutant) {
        this.world = new SimWorld(seed);
        this.network = new SimNetwork(world);
        this.mutant = mutant;
        this.merge = new SimMerge(policy(mutant));
        this.cluster = new SimCluster(world, network, DETECTION, merge);
        this.bus = new SimBus(world, network, mutant);
        this.dataMembers = world.chance(0.75) ? 3 : 5;
        this.owners = 1 + world.random().nextInt(2);
    }

    private static java.util.function.BiPredicate<byte[], byte @Nullable []> policy(Mutant mutant) {
        return switch (mutant) {
            case MERGING_WINS -> (merging, existing) -> true;
            case NO_TERM -> SimMerge::higherVersionWins;
            default -> SimMerge::higherWins;
        };
    }

    /** Runs one seed. */
    public static Result run(long seed, Mutant mutant) {
        return new Simulation(seed, mutant).run(seed);
    }

    private SimNode start(boolean data) {
        SimNode node = new SimNode((data ? "d" : "e") + ++started, data, SHARDS, dataMembers / 2);
        cluster.join(node);
        SimStore store = new SimStore(world, network, cluster, node, dataMembers / 2 + 1, owners, mutant);
        long offset = world.chance(0.4) ? (world.random().nextInt(7_200) - 3_600) * 1_000_000L : 0;
        SimBroker broker = new SimBroker(
                world,
                node,
                store,
                bus,
                new SimClock(world, offset),
                owners,
                cause -> repairs.merge(cause, 1, Integer::sum));
        brokers.add(broker);
        bus.add(broker);
        return node;
    }

    private Result run(long seed) {
        for (int i = 0; i < dataMembers; i++) {
            start(true);
        }
        start(false);
        cluster.start();
        for (SimBroker broker : List.copyOf(brokers)) {
            follow(broker, new Pattern("", true));
            follow(broker, Pattern.ofId("p0"));
        }
        for (SimBroker broker : brokers) {
            for (int i = 0; i < 2; i++) {
                SimWriter writer = new SimWriter(world, broker, checks, "writer " + i + " at " + broker.node());
                writers.add(writer);
                writer.start();
            }
        }
        SimFaults faults = new SimFaults(world, network, cluster, () -> start(true), dataMembers / 2);
        faults.plan(WARM_UP, WARM_UP.plus(FAULTS_BEGIN_WITHIN));
        runFor(WARM_UP.plus(TROUBLE));
        faults.mend();
        runFor(Duration.ofSeconds(2));
        writers.forEach(SimWriter::stop);
        runFor(QUIET);
        lastLook();
        return new Result(
                seed,
                checks.violations(),
                faults.happened(),
                checks.acks(),
                checks.unknowns(),
                checks.refusals(),
                checks.reads(),
                checks.seen(),
                repairs.values().stream().mapToInt(Integer::intValue).sum(),
                merge.mergedRecords(),
                world.happened());
    }

    private void follow(SimBroker broker, Pattern pattern) {
        SimAudience audience = new SimAudience(pattern, broker, checks);
        audiences.add(audience);
        broker.follow(audience, pattern);
    }

    private void runFor(Duration time) {
        world.runUntil(world.nowNanos() + time.toNanos());
    }

    private void lastLook() {
        SimBroker reader = brokers.stream()
                .filter(broker -> broker.node().isResponsive())
                .findFirst()
                .orElseThrow();
        List<String> ids = new ArrayList<>(SimWriter.COUNTERS);
        ids.addAll(SimWriter.PLAIN);
        Map<String, DocumentState> last = new TreeMap<>();
        for (String id : ids) {
            reader.clientLoop()
                    .run(() -> reader.client()
                            .read(id)
                            .onSuccess(state -> last.put(id, state))
                            .onFailure(busy -> checks.unreadable(id, String.valueOf(busy.getMessage()))));
        }
        runFor(Patience.DEADLINE.plusSeconds(1));
        for (DocumentState state : last.values()) {
            checks.last(state);
            for (SimAudience audience : audiences) {
                if (audience.broker().node().isAlive() && audience.watches(state.id())) {
                    checks.current(audience.name(), state, audience.shown(state.id()));
                }
            }
        }
        if (last.size() < ids.size() && checks.violations().isEmpty()) {
            checks.unreadable("some document", "no answer");
        }
    }
}
