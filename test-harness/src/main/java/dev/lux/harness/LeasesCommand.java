package dev.lux.harness;

import dev.lux.harness.cluster.ClusterPlan;
import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.lease.LeasePlan;
import dev.lux.harness.lease.LeaseReport;
import dev.lux.harness.lease.LeaseRun;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code leases}: who is dead looks dead, and nobody else. */
@Command(
        name = "leases",
        description = {
            "Lets workers of a cluster of real processes keep leases, silences some of them, kills an owner, with one",
            "node's clock an hour off, and prints how late each silent worker's document was seen stale."
        },
        mixinStandardHelpOptions = true)
final class LeasesCommand implements Callable<Integer> {
    private static final Duration OFF = Duration.ofHours(1);
    /** Of the data members: the last one's clock is wrong, the first one is killed. */
    private static final int MEMBERS = 3;

    @Option(names = "--workers", description = "How many, each with a document; ${DEFAULT-VALUE} by default.")
    private int workers = 10_000;

    @Option(names = "--killed", description = "How many of them fall silent; ${DEFAULT-VALUE} by default.")
    private int killed = 1_000;

    @Option(names = "--lease", description = "Seconds, ${DEFAULT-VALUE} by default.")
    private int leaseSeconds = 20;

    @Option(names = "--seed", description = "Chooses who falls silent; random by default, and printed.")
    private long seed = System.nanoTime() & 0xffffff;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Main.out().println("seed " + seed);
        LeasePlan plan = new LeasePlan(workers, killed, Duration.ofSeconds(leaseSeconds), 8, seed);
        try (LuxCluster cluster = LuxCluster.start(nodes())) {
            LeaseReport report = LeaseRun.run(plan, cluster, cluster.node("n1"), Main.out());
            Main.out().println(report.text());
            return report.isPassed() ? 0 : 1;
        }
    }

    static ClusterPlan nodes() {
        return ClusterPlan.of("leases", MEMBERS)
                .adjust((node, launch) -> node.equals("n" + MEMBERS)
                        ? launch.jvm("-Dlux.clock.offset=" + OFF, "-Dcom.hazelcast.clock.offset=" + OFF.toMillis())
                        : launch);
    }
}
