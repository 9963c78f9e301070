package dev.lux.harness;

import dev.lux.harness.broker.BrokerProcess;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.prove.Proof;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code prove}: every use case, seen in a real browser. */
@Command(
        name = "prove",
        description = {
            "Writes the state of each use case by the command line and by curl, looks for it in a real Chromium page,",
            "and prints a scorecard with times."
        },
        mixinStandardHelpOptions = true)
final class ProveCommand implements Callable<Integer> {
    @Mixin
    private final Main.Broker broker = new Main.Broker();

    @Override
    public Integer call() throws IOException {
        if (broker.url != null) {
            return Proof.run(broker.url, broker.keyOrEmpty(), Main.out()) ? 0 : 1;
        }
        try (BrokerProcess own = Launch.broker().start()) {
            return Proof.run(own.url(), own.key(), Main.out()) ? 0 : 1;
        }
    }
}
