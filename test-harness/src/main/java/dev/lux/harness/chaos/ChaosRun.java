package dev.lux.harness.chaos;

import dev.lux.harness.check.Checker;
import dev.lux.harness.check.Checks;
import dev.lux.harness.check.NoticedChecker;
import dev.lux.harness.check.Verdict;
import dev.lux.harness.check.history.History;
import dev.lux.harness.check.history.Recorded;
import dev.lux.harness.client.Await;
import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import dev.lux.harness.fault.Disturbance;
import dev.lux.harness.lease.Shift;
import dev.lux.harness.load.Load;
import dev.lux.harness.load.Target;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One run on a cluster that was started for it: load, one fault after the other, quiet times, the verdict. One thread. */
public final class ChaosRun {
    /** After a death was noticed, for the subscribers of the other nodes. */
    private static final Duration CURRENT = Duration.ofSeconds(2);

    /** Faults that are in effect when the victim's death was noticed. */
    private static final Set<String> DEATHS = Set.of("kill", "kill-edge", "pause", "pause-edge");

    private final ChaosPlan plan;
    private final LuxCluster cluster;
    private final FaultSource faults;
    private final Schedule schedule;
    private final List<Node> nodes;
    private final History history;
    private final PrintStream out;
    private final List<String> problems = new ArrayList<>();
    private final long began = System.nanoTime();
    private int made;

    private ChaosRun(ChaosPlan plan, LuxCluster cluster, FaultSource faults, History history, PrintStream out) {
        this.plan = plan;
        this.cluster = cluster;
        this.faults = faults;
        this.schedule = new Schedule(plan.seed(), faults.kinds(), plan.hold());
        this.nodes = cluster.nodes();
        this.history = history;
        this.out = out;
    }

    /**
     * Runs it and writes its artefacts.
     *
     * @param cluster whose nodes all take writes; the caller ends it
     * @param folder for the artefacts; made when it is not there, and of this run alone
     * @param out progress, one line for each step
     */
    public static ChaosReport run(ChaosPlan plan, LuxCluster cluster, FaultSource faults, Path folder, PrintStream out)
            throws IOException, InterruptedException {
        Artefacts artefacts = new Artefacts(Files.createDirectories(folder));
        String about = "seed " + plan.seed() + ", " + cluster.dataMembers().size() + " data members and "
                + cluster.edges().size() + " edges" + (plan.broken() == null ? "" : ", broken: " + plan.broken());
        try (History history = History.toFile(artefacts.history(), about)) {
            ChaosRun run = new ChaosRun(plan, cluster, faults, history, out);
            run.disturb();
            out.println("  judging ...");
            Recorded recorded = history.recorded();
            Verdict verdict = judge(plan, recorded);
            String table = FaultTable.of(recorded);
            ChaosReport report = new ChaosReport(
                    plan.seed(), verdict, List.copyOf(run.problems), cluster.complaints(), table, folder);
            artefacts.write(recorded, table, report.text());
            return report;
        }
    }

    /** What the checks say of a history. */
    public static Verdict judge(ChaosPlan plan, Recorded history) {
        return Verdict.of(history, checkers(plan));
    }

    private static List<Checker> checkers(ChaosPlan plan) {
        List<Checker> checkers = new ArrayList<>(Checks.all(plan.bounds()));
        checkers.add(new PatienceChecker());
        checkers.add(new NoticedChecker(CURRENT, DEATHS));
        return checkers;
    }

    private void disturb() throws InterruptedException {
        sampleMemory();
        try (Load load = Load.start(plan.load(), this::targets, history);
                Shift shift = Shift.start(plan.workers(), plan.lease(), this::targets)) {
            try {
                stretch(plan.healthy());
                while (goesOn(load)) {
                    disturbOnce(load, shift);
                    if (made % plan.faultsPerQuiet() == 0 && goesOn(load)) {
                        quiet(load);
                        load.goOn();
                    }
                }
                quiet(load);
                load.endWriters();
                stretch(plan.bounds().convergence());
                sampleMemory();
                shift.judged().forEach(this::problem);
                say(shift.summary());
            } catch (IOException | RuntimeException broken) {
                problem("the run could not go on: " + broken);
            }
            load.complaints().forEach(complaint -> problem("unexpected: " + complaint));
            if (load.acknowledged() < plan.acknowledged()) {
                problem(load.acknowledged() + " writes were acknowledged, less than " + plan.acknowledged());
            }
        } catch (IOException notStarted) {
            problem("the load could not start: " + notStarted);
        }
    }

    private boolean goesOn(Load load) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
        return made < plan.faults()
                || elapsed.compareTo(plan.atLeast()) < 0
                || (load.acknowledged() < plan.acknowledged() && elapsed.compareTo(plan.atMost()) < 0);
    }

    /** As a balancer knows them: whose process is there. */
    private List<Target> targets() {
        List<Target> alive = cluster.nodes().stream()
                .filter(Node::isAlive)
                .map(node -> new Target(node.name(), node.url()))
                .toList();
        return alive.isEmpty()
                ? nodes.stream()
                        .map(node -> new Target(node.name(), node.url()))
                        .toList()
                : alive;
    }

    private void disturbOnce(Load load, Shift shift) throws IOException {
        String kind = schedule.nextKind();
        Duration hold = schedule.nextHold();
        Disturbance fault = faults.make(kind);
        String name = ++made + " " + kind;
        long before = load.acknowledged();
        history.faultStarts(name, fault.kind(), fault.isolated(), fault.losesState());
        try {
            makeAndUndo(fault, name, hold, shift);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (Exception e) {
            throw new IOException("fault " + name + ": " + e, e);
        }
        stretch(plan.healthy());
        say(name + " is over; " + (load.acknowledged() - before) + " writes acknowledged meanwhile, "
                + load.acknowledged() + " in all, " + load.synced() + " subscribers synced");
    }

    private void makeAndUndo(Disturbance fault, String name, Duration hold, Shift shift) throws Exception {
        try {
            String proof = fault.begin();
            history.faultInEffect(name, proof);
            say(name + ": " + proof);
            shift.oneLess();
            stretch(hold);
        } catch (Exception notMade) {
            try {
                fault.end();
            } catch (Exception notUndone) {
                notMade.addSuppressed(notUndone);
            }
            throw notMade;
        }
        history.faultEnds(name);
        fault.end();
        history.faultOver(name);
    }

    private void quiet(Load load) throws IOException, InterruptedException {
        load.makeQuiet();
        long until = System.nanoTime() + plan.bounds().convergence().toNanos();
        sampleMemory();
        LockSupport.parkNanos(until - System.nanoTime());
        say("quiet");
    }

    private void sampleMemory() {
        try {
            MemorySampler.sample(history, nodes);
        } catch (IOException notLookedAt) {
            problem("memory could not be looked at: " + notLookedAt);
        }
    }

    private static void stretch(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        Await.until(time.plusSeconds(1), () -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            return System.nanoTime() >= until;
        });
    }

    private void problem(String what) {
        problems.add(what);
        say("VIOLATION " + what);
    }

    private void say(String what) {
        out.printf("  %4d s  %s%n", (System.nanoTime() - began) / 1_000_000_000L, what);
    }
}
