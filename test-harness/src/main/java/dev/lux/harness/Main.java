package dev.lux.harness;

import java.io.PrintStream;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The entry of the harness's commands. Exit codes: 0 all held, 1 something did not, 2 wrong usage. */
@Command(
        name = "harness",
        description = "Proves a running broker from outside.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ProveCommand.class,
            HostileCommand.class,
            FuzzCommand.class,
            RandomWritesCommand.class,
            SimulateCommand.class,
            ChaosCommand.class,
            LeasesCommand.class,
            BenchCommand.class,
            BudgetsCommand.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    /** Which broker: one that runs, or one that is started for the command. */
    static final class Broker {
        @Option(
                names = "--url",
                description = "The broker; without it one is started and ended again.",
                defaultValue = "${LUX_URL}")
        @Nullable
        URI url;

        @Option(names = "--key", description = "Its key, LUX_API_KEY by default.", defaultValue = "${LUX_API_KEY}")
        @Nullable
        String key;

        String keyOrEmpty() {
            return key == null ? "" : key;
        }
    }

    static PrintStream out() {
        return System.out;
    }
}
