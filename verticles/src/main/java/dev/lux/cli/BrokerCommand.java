package dev.lux.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What every client command shares: which broker, as whom, how to print, how to end. */
@Command(
        sortOptions = false,
        footer = "%nLUX_URL says where the broker is (default " + Target.DEFAULT_URL + "), LUX_API_KEY who asks.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.LINE_0,
            ExitCode.LINE_1,
            ExitCode.LINE_2,
            ExitCode.LINE_3,
            ExitCode.LINE_4,
            ExitCode.LINE_5,
            ExitCode.LINE_6,
            ExitCode.LINE_7,
            ExitCode.LINE_8
        })
abstract class BrokerCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(names = "--url", paramLabel = "URL", order = 90, description = "The broker; wins over LUX_URL.")
    private @Nullable String url;

    @Option(names = "--json", order = 93, description = "Print JSON on a terminal too.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 94,
            description = "Show this and end.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    BrokerCommand(Shell shell) {
        this.shell = shell;
    }

    /** Does the work. Throws {@link CliException} for every end but a good one. */
    abstract ExitCode run(Target target, Output output);

    @Override
    public final Integer call() {
        try {
            return run(Target.resolve(url, shell.env()), Output.of(shell, json)).number();
        } catch (CliException e) {
            shell.err().println("lux: " + e.getMessage());
            return e.exitCode().number();
        } finally {
            shell.out().flush();
        }
    }

    final Shell shell() {
        return shell;
    }

    /** The answer, unless it is a refusal. */
    static Answer accepted(Answer answer, Output output) {
        if (answer.isRefusal()) {
            byte[] current = answer.status() == 412 ? RawJson.member(answer.body(), "current") : null;
            if (current != null) {
                output.current(current);
            }
            throw new CliException(answer.exitCode(), answer.problem());
        }
        return answer;
    }
}
