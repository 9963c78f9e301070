package dev.lux.harness.check.simulated;

import dev.lux.harness.check.history.History;
import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.check.history.Recorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A whole run in virtual time: clients, subscribers and faults on a store that does one thing after the other, but for
 * what was planted. Phases of writing end with a quiet point each; then the final state is read.
 */
public final class SimulatedCluster {
    /** Within which subscribers are current when it is quiet, in nanoseconds. */
    public static final long CONVERGENCE = 2_000_000;

    private static final List<String> NODES = List.of("n1", "n2", "n3");
    private static final String CUT_OFF = "n3";
    /** The simulated faults last so long. */
    private static final long CUT = 300_000;

    private final Scenario scenario;
    private final Random random;
    private final VirtualTime time = new VirtualTime();
    private final SimulatedStore store = new SimulatedStore(time);
    private final History history = History.inMemory(time::now, "simulated");
    private final Planter planter;
    private final List<SimulatedClient> clients = new ArrayList<>();
    private final List<SimulatedSubscriber> subscribers = new ArrayList<>();
    private int running;
    private int phase;
    private long cutFrom = Long.MAX_VALUE;
    private long cutTo = Long.MIN_VALUE;

    /**
     * @param recorded the history
     * @param planted whether the bug has happened, and made a difference
     */
    public record Result(Recorded recorded, boolean planted) {}

    private SimulatedCluster(Scenario scenario) {
        this.scenario = scenario;
        this.random = new Random(scenario.seed());
        this.planter = new Planter(this);
        for (int i = 0; i < scenario.clients(); i++) {
            clients.add(new SimulatedClient(this, "c" + i, NODES.get(i % NODES.size())));
        }
        for (int i = 0; i < 3; i++) {
            subscribers.add(new SimulatedSubscriber(this, "s" + i, i == 0 ? "d1" : "d*"));
        }
    }

    public static Result run(Scenario scenario) {
        SimulatedCluster cluster = new SimulatedCluster(scenario);
        cluster.subscribers.forEach(SimulatedSubscriber::begin);
        cluster.time.after(1, cluster::beginPhase);
        cluster.time.run();
        try {
            return new Result(cluster.history.recorded(), cluster.planter.hasPlanted());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void beginPhase() {
        running = clients.size();
        clients.forEach(client -> client.begin(scenario.writesPerClient()));
        scheduleFault("fault-" + phase, 100_000 + random.nextInt(100_000));
        sample();
    }

    private void scheduleFault(String fault, long after) {
        boolean loses = scenario.losses() && phase == 1;
        Set<String> isolated = loses || !isLossy() ? Set.of() : Set.of(CUT_OFF);
        cutFrom = time.now() + after + 1_000;
        cutTo = cutFrom + CUT;
        time.after(after, () -> history.faultStarts(fault, loses ? "kill" : "partition", isolated, loses));
        time.after(after + 2_000, () -> {
            if (loses) {
                store.all().keySet().stream()
                        .filter(id -> random.nextBoolean())
                        .toList()
                        .forEach(store::lose);
            } else {
                isolated.forEach(node -> subscribers.forEach(subscriber -> subscriber.cut(node)));
            }
            history.faultInEffect(fault, "seen by the simulation");
        });
        time.after(after + CUT, () -> history.faultEnds(fault));
        time.after(after + CUT + 2_000, () -> {
            history.faultOver(fault);
            subscribers.forEach(SimulatedSubscriber::heal);
        });
    }

    /** Where every client learns how its writes end, nobody is cut off either. */
    private boolean isLossy() {
        return scenario.lostShare() > 0;
    }

    /** Whether a node's requests fail. */
    boolean isCut(String node) {
        return node.equals(CUT_OFF) && isLossy() && time.now() >= cutFrom && time.now() <= cutTo;
    }

    /** Whether a cut is over so soon. */
    boolean willHeal(long nanos) {
        return time.now() + nanos > cutTo - 2_000;
    }

    /** Whether it has been cut off for long enough that everyone knows. */
    boolean isWellCut(String node) {
        return isCut(node) && time.now() > cutFrom + 2_000;
    }

    boolean willBeCut(String node, long after) {
        return node.equals(CUT_OFF) && isLossy() && time.now() + after >= cutFrom && time.now() <= cutTo;
    }

    /** Whether all clients have ended their phase. */
    boolean isQuiet() {
        return running == 0;
    }

    /** A client has made all its calls. */
    void ended() {
        if (--running > 0) {
            return;
        }
        // The fault of the phase is over too, late requests may still come.
        long healed = Math.max(0, cutTo + 10_000 - time.now());
        time.after(healed, history::quiet);
        time.after(healed + 2 * CONVERGENCE, this::endPhase);
    }

    private void endPhase() {
        sample();
        phase++;
        if (phase < scenario.phases()) {
            beginPhase();
            return;
        }
        history.writersEnded();
        planter.beforeTheFinalReads();
        time.after(10, () -> {
            for (String id : documents()) {
                NODES.forEach(node -> probe("final", node, id));
            }
        });
        time.after(1_000, () -> subscribers.forEach(SimulatedSubscriber::end));
    }

    /** A read that is done at once. */
    void probe(String client, String node, String id) {
        long call = history.read(client, node, id);
        time.after(1, () -> history.answered(call, new Outcome.Seen(SimulatedStore.shown(store.current(id)))));
    }

    private void sample() {
        for (int i = 0; i < 4; i++) {
            for (String node : NODES) {
                long leaked = scenario.bug() == Bug.LEAK && node.equals("n2") ? time.now() / 1_000 : 0;
                history.sampled(node, 1_000 + random.nextInt(100) + leaked, 5_000, random.nextInt(100));
            }
        }
    }

    List<String> documents() {
        List<String> documents = new ArrayList<>();
        for (int i = 1; i <= scenario.documents(); i++) {
            documents.add("d" + i);
        }
        return documents;
    }

    String anyDocument(Random chooser) {
        return "d" + (1 + chooser.nextInt(scenario.documents()));
    }

    String anyNode(Random chooser) {
        return NODES.get(chooser.nextInt(NODES.size()));
    }

    Scenario scenario() {
        return scenario;
    }

    Random random() {
        return random;
    }

    VirtualTime time() {
        return time;
    }

    SimulatedStore store() {
        return store;
    }

    History history() {
        return history;
    }

    Planter planter() {
        return planter;
    }
}
