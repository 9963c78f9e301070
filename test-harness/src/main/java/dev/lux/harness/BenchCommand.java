package dev.lux.harness;

import dev.lux.harness.bench.Bench;
import dev.lux.harness.bench.Work;
import dev.lux.harness.bench.peer.Cores;
import dev.lux.harness.bench.peer.ServerKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench}: this broker and its peers at the same work. */
@Command(
        name = "bench",
        description = "Measures this broker, a floor and its peers at the same work, and prints a table with ratios.",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    @Option(
            names = "--work",
            split = ",",
            description = "What is measured, separated by commas: ${COMPLETION-CANDIDATES}; all by default.")
    private List<Work> work = List.of(Work.values());

    @Option(
            names = "--servers",
            split = ",",
            description = "Who is measured: ${COMPLETION-CANDIDATES}; all by default. The peers are Debian's packages"
                    + " libnginx-mod-nchan, nats-server and mosquitto; the floor needs a C compiler.")
    private List<ServerKind> servers = List.of(ServerKind.values());

    @Option(names = "--repeat", description = "How often; medians are printed. ${DEFAULT-VALUE} by default.")
    private int repeat = 5;

    @Option(names = "--seconds", description = "How long each load is measured, ${DEFAULT-VALUE} by default.")
    private int seconds = 5;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Repository.root().resolve("target/bench");
        Bench bench = new Bench(Cores.ofThisMachine(), servers, repeat, Duration.ofSeconds(seconds), Main.out());
        return bench.run(work, folder) ? 0 : 1;
    }
}
