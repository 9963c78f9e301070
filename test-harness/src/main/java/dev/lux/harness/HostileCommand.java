package dev.lux.harness;

import dev.lux.harness.broker.BrokerProcess;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.hostile.HostileRun;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hostile}: a million bad requests, and nothing happens. */
@Command(
        name = "hostile",
        description = "Sends hostile requests of every kind and checks that they cost nobody else anything.",
        mixinStandardHelpOptions = true)
final class HostileCommand implements Callable<Integer> {
    @Mixin
    private final Main.Broker broker = new Main.Broker();

    @Option(names = "--requests", description = "How many, ${DEFAULT-VALUE} by default.")
    private long requests = 1_000_000;

    @Option(names = "--seed", description = "Chooses them; random by default, and printed.")
    private long seed = System.nanoTime();

    @Override
    public Integer call() throws IOException {
        HostileRun.Report report;
        if (broker.url != null) {
            report = HostileRun.run(
                    new HostileRun.Plan(broker.url, broker.keyOrEmpty(), seed, requests), null, Main.out());
        } else {
            try (BrokerProcess own = Launch.broker().start()) {
                report = HostileRun.run(
                        new HostileRun.Plan(own.url(), own.key(), seed, requests), own.view(), Main.out());
            }
        }
        Main.out()
                .printf(
                        "%s: %d requests in %d s, %d violations%n",
                        report.violations().isEmpty() ? "PASS" : "FAIL",
                        report.requests(),
                        report.took().toSeconds(),
                        report.violations().size());
        return report.violations().isEmpty() ? 0 : 1;
    }
}
