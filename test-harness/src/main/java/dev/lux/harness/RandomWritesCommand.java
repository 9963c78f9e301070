package dev.lux.harness;

import dev.lux.harness.broker.BrokerProcess;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.model.RandomWrites;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code random-writes}: many writers against a model. */
@Command(
        name = "random-writes",
        description = "Writes at random from many writers and compares everything with a model.",
        mixinStandardHelpOptions = true)
final class RandomWritesCommand implements Callable<Integer> {
    @Mixin
    private final Main.Broker broker = new Main.Broker();

    @Option(names = "--writes", description = "How many, ${DEFAULT-VALUE} by default.")
    private int writes = 100_000;

    @Option(names = "--writers", description = "How many at once, ${DEFAULT-VALUE} by default.")
    private int writers = 16;

    @Option(names = "--documents", description = "Over how many documents, ${DEFAULT-VALUE} by default.")
    private int documents = 200;

    @Option(names = "--seed", description = "Chooses the writes; random by default, and printed.")
    private long seed = System.nanoTime();

    @Override
    public Integer call() throws IOException {
        RandomWrites.Report report;
        if (broker.url != null) {
            report = run(broker.url, broker.keyOrEmpty());
        } else {
            try (BrokerProcess own = Launch.broker().start()) {
                report = run(own.url(), own.key());
            }
        }
        report.violations().stream().limit(50).forEach(violation -> Main.out().println("  VIOLATION " + violation));
        Main.out().println(report.violations().isEmpty() ? "PASS" : "FAIL");
        return report.violations().isEmpty() ? 0 : 1;
    }

    private RandomWrites.Report run(URI url, String key) throws IOException {
        return RandomWrites.run(new RandomWrites.Plan(url, key, seed, writes, writers, documents), Main.out());
    }
}
