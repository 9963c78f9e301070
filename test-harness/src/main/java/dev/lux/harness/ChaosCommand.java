package dev.lux.harness;

import dev.lux.harness.chaos.ChaosPlan;
import dev.lux.harness.chaos.ChaosReport;
import dev.lux.harness.chaos.ChaosRun;
import dev.lux.harness.chaos.FaultSource;
import dev.lux.harness.check.Verdict;
import dev.lux.harness.check.history.History;
import dev.lux.harness.cluster.ClusterPlan;
import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.fault.Disturbance;
import dev.lux.harness.fault.Disturbances;
import dev.lux.harness.fault.FaultyBroker;
import dev.lux.harness.fault.FaultyBroker.Wrong;
import dev.lux.harness.model.Chance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code chaos}: real nodes, real clients, real faults, and a verdict. */
@Command(
        name = "chaos",
        description =
                "Breaks a cluster of real processes under load, again and again, and judges what its clients saw.",
        mixinStandardHelpOptions = true)
final class ChaosCommand implements Callable<Integer> {
    /** The default of LUX_CLUSTER_DETECTION. */
    private static final Duration DETECTION = Duration.ofSeconds(7);

    @Option(names = "--minutes", description = "How long a run takes at least, ${DEFAULT-VALUE} by default.")
    private double minutes = 3;

    @Option(names = "--seed", description = "Chooses faults and writes; random by default, and printed.")
    private long seed = System.nanoTime() & 0xffffff;

    @Option(names = "--runs", description = "How many runs, with seeds that follow one another; 1 by default.")
    private int runs = 1;

    @Option(
            names = "--faults",
            split = ",",
            description =
                    "Kinds of faults, separated by commas: all that lose no acknowledged state by default, and with"
                            + " --broken the one that shows it.")
    private @Nullable List<String> kinds;

    @Option(names = "--fault-count", description = "How many faults a run has at least, ${DEFAULT-VALUE} by default.")
    private int faultCount = 8;

    @Option(names = "--edges", description = "Nodes beside the three data members, ${DEFAULT-VALUE} by default.")
    private int edges = 1;

    @Option(
            names = "--broken",
            converter = WrongByName.class,
            description =
                    "A broker that is wrong on purpose, to see it found; it is on the class path of the tests alone.")
    private Wrong broken = Wrong.NOTHING;

    /** As {@link Wrong#text} has it. */
    static final class WrongByName implements CommandLine.ITypeConverter<Wrong> {
        @Override
        public Wrong convert(String name) {
            return Arrays.stream(Wrong.values())
                    .filter(wrong -> wrong.text().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new CommandLine.TypeConversionException(name + " is none of "
                            + Arrays.stream(Wrong.values()).map(Wrong::text).toList()));
        }
    }

    @Option(
            names = "--judge",
            paramLabel = "HISTORY",
            description = "Runs nothing, and judges what an earlier run kept: its history.jsonl.gz.")
    private @Nullable Path history;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (history != null) {
            Verdict verdict = ChaosRun.judge(ChaosPlan.of(seed, Duration.ZERO), History.read(history));
            Main.out().println(verdict.text());
            return verdict.isPassed() ? 0 : 1;
        }
        List<ChaosReport> reports = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            reports.add(run(seed + i));
        }
        for (ChaosReport report : reports) {
            Main.out()
                    .printf(
                            "%s: seed %d, %d violations; artefacts in %s%n",
                            report.isPassed() ? "PASS" : "FAIL", report.seed(), report.violations(), report.folder());
        }
        return reports.stream().allMatch(ChaosReport::isPassed) ? 0 : 1;
    }

    private ChaosReport run(long each) throws IOException, InterruptedException {
        ChaosPlan plan = ChaosPlan.of(each, Duration.ofMillis(Math.round(minutes * 60_000)))
                .faults(faultCount)
                .broken(broken == Wrong.NOTHING ? null : broken.text());
        ClusterPlan nodes = ClusterPlan.of("chaos-" + each, 3)
                .edges(edges)
                .breakable()
                .detection(DETECTION)
                .adjust((node, launch) -> broken == Wrong.NOTHING ? launch : FaultyBroker.launch(launch, broken));
        Path folder = Repository.root().resolve("target/chaos").resolve(Long.toString(each));
        Main.out().println("seed " + each + " ...");
        try (LuxCluster cluster = LuxCluster.start(nodes)) {
            ChaosReport report = ChaosRun.run(plan, cluster, source(cluster, each), folder, Main.out());
            Main.out().println(report.table());
            Main.out().println(report.text());
            return report;
        }
    }

    private List<String> chosen() {
        if (kinds != null) {
            return kinds;
        }
        return broken == Wrong.NOTHING ? Disturbances.mixed() : List.of(broken.shownBy());
    }

    private FaultSource source(LuxCluster cluster, long each) {
        Random random = Chance.of(each, "victims");
        return new FaultSource() {
            @Override
            public List<String> kinds() {
                return chosen();
            }

            @Override
            public Disturbance make(String kind) {
                return Disturbances.of(kind, cluster, random);
            }
        };
    }
}
