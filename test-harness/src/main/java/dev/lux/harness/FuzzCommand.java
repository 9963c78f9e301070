package dev.lux.harness;

import dev.lux.harness.fuzz.FuzzRun;
import dev.lux.harness.fuzz.FuzzTarget;
import dev.lux.harness.fuzz.FuzzTargets;
import dev.lux.harness.fuzz.Fuzzer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fuzz}: damaged inputs for every reader, in one process. */
@Command(
        name = "fuzz",
        description = "Feeds every reader of input from outside with damaged inputs, and judges what comes of them.",
        mixinStandardHelpOptions = true)
final class FuzzCommand implements Callable<Integer> {
    private static final String ALL = "all";

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--target", description = "Which reader, ${DEFAULT-VALUE} by default; --list names them.")
    private String target = ALL;

    @Option(names = "--list", description = "Names the targets, and nothing more.")
    private boolean list;

    @Option(names = "--seconds", description = "For each target, ${DEFAULT-VALUE} by default.")
    private int seconds = 10;

    @Option(names = "--seed", description = "Chooses the inputs; random by default, and printed.")
    private long seed = System.nanoTime();

    @Option(names = "--corpus", description = "A folder of more inputs to begin with, which takes new ones too.")
    private @Nullable Path corpus;

    @Option(names = "--findings", description = "The folder for inputs that show a fault, ${DEFAULT-VALUE} by default.")
    private Path findings = Path.of("fuzz-findings");

    @Option(names = "--replay", description = "A file with one input, which is read again; with --target.")
    private @Nullable Path replay;

    @Override
    public Integer call() throws IOException {
        List<FuzzTarget> all = FuzzTargets.all(Vertx.vertx());
        if (list) {
            all.forEach(each -> Main.out().println(each.name()));
            return 0;
        }
        List<FuzzTarget> chosen = all.stream()
                .filter(each -> target.equals(ALL) || target.equals(each.name()))
                .toList();
        if (chosen.isEmpty() || (replay != null && chosen.size() > 1)) {
            String names = all.stream().map(FuzzTarget::name).collect(Collectors.joining(", "));
            throw new ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(), "--target is one of: " + names);
        }
        if (replay != null) {
            return FuzzRun.replay(chosen.get(0), replay, Main.out()) ? 0 : 1;
        }
        Fuzzer.Effort effort = new Fuzzer.Effort(0, Duration.ofSeconds(seconds));
        List<Fuzzer.Report> reports = FuzzRun.run(new FuzzRun.Plan(chosen, seed, effort, corpus, findings), Main.out());
        long inputs = reports.stream().mapToLong(Fuzzer.Report::inputs).sum();
        int found =
                reports.stream().mapToInt(report -> report.findings().size()).sum();
        Main.out()
                .printf(
                        "%s: %d targets, %d inputs, %d findings%n",
                        found == 0 ? "PASS" : "FAIL", reports.size(), inputs, found);
        return found == 0 ? 0 : 1;
    }
}
