package dev.lux.harness.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One target after the other, with what is found in files. */
public final class FuzzRun {
    private final Plan plan;
    private final PrintStream out;

    /**
     * @param effort for each target
     * @param corpus a folder with more inputs for each target, in folders named after them, which takes what came to
     *     something new; or {@code null}
     * @param findings the folder for inputs of which something did not hold
     */
    public record Plan(
            List<FuzzTarget> targets,
            long seed,
            Fuzzer.Effort effort,
            @Nullable Path corpus,
            Path findings) {}

    private FuzzRun(Plan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
    }

    public static List<Fuzzer.Report> run(Plan plan, PrintStream out) throws IOException {
        return new FuzzRun(plan, out).run();
    }

    private List<Fuzzer.Report> run() throws IOException {
        out.printf("fuzz: seed %d%n", plan.seed());
        List<Fuzzer.Report> reports = new ArrayList<>();
        for (FuzzTarget target : plan.targets()) {
            Fuzzer.Report report = Fuzzer.run(target, plan.seed(), plan.effort(), corpus(target));
            reports.add(report);
            out.println("  " + report);
            for (Finding finding : report.findings()) {
                out.println("  FINDING " + finding);
                out.println("    again: " + Finding.replay(finding.save(plan.findings())));
            }
            keep(target, report.kept());
        }
        return reports;
    }

    /** Reads one saved input again. @return whether all held */
    public static boolean replay(FuzzTarget target, Path file, PrintStream out) throws IOException {
        Attempt attempt = Fuzzer.replay(target, Files.readAllBytes(file));
        Throwable failure = attempt.failure();
        out.println(target.name() + ": " + (failure == null ? attempt.words() : attempt.fault()));
        if (failure != null) {
            failure.printStackTrace(out);
        }
        return failure == null;
    }

    private List<byte[]> corpus(FuzzTarget target) throws IOException {
        Path folder = plan.corpus() == null ? null : plan.corpus().resolve(target.name());
        List<byte[]> inputs = new ArrayList<>();
        if (folder != null && Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    inputs.add(Files.readAllBytes(file));
                }
            }
        }
        return inputs;
    }

    private void keep(FuzzTarget target, List<byte[]> inputs) throws IOException {
        if (plan.corpus() == null) {
            return;
        }
        Path folder = Files.createDirectories(plan.corpus().resolve(target.name()));
        for (byte[] input : inputs) {
            String name = HexFormat.of().toHexDigits(java.util.Arrays.hashCode(input)) + "-" + input.length;
            Files.write(folder.resolve(name), input);
        }
    }
}
