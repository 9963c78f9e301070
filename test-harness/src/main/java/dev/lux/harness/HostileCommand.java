package dev.lux.harness;

import dev.lux.harness.broker.BrokerProcess;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.hostile.HostileRun;
import java.io.IOException;
import java.net.URI;
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
        try (BrokerProcess idle = Launch.broker().start()) {
            HostileRun.Report report = attack(idle);
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

    private HostileRun.Report attack(BrokerProcess idle) throws IOException {
        if (broker.url != null) {
            return HostileRun.run(plan(broker.url, broker.keyOrEmpty(), idle), null, Main.out());
        }
        try (BrokerProcess own = HostileRun.broker().start()) {
            return HostileRun.run(plan(own.url(), own.key(), idle), own.view(), Main.out());
        }
    }

    private HostileRun.Plan plan(URI url, String key, BrokerProcess idle) {
        return new HostileRun.Plan(url, key, idle.url(), idle.key(), seed, requests);
    }
}
