package dev.lux.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of the client commands; the launcher starts it. */
@Command(
        name = "lux",
        description = "Reads, writes and follows the live documents of a Lux broker.",
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(Shell.ofProcess(), args));
    }

    /** Runs one command; returns its exit code. */
    static int run(Shell shell, String... args) {
        CommandLine lux = new CommandLine(new Main());
        lux.addSubcommand(new PutCommand(shell));
        lux.addSubcommand(new GetCommand(shell));
        lux.addSubcommand(new PatchCommand(shell));
        lux.addSubcommand(new DeleteCommand(shell));
        lux.addSubcommand(new HeartbeatCommand(shell));
        lux.addSubcommand(new AskCommand(shell));
        lux.addSubcommand(new LsCommand(shell));
        lux.addSubcommand(new WatchCommand(shell));
        lux.addSubcommand(new StatusCommand(shell));
        lux.addSubcommand(new VerifyCommand(shell));
        lux.addSubcommand(new DemoCommand(shell));
        lux.addSubcommand(KeyCommands.of(shell));
        lux.addSubcommand(TokenCommands.of(shell));
        // "@file" is the content of a document here, not a list of arguments.
        lux.setExpandAtFiles(false);
        lux.setOut(new PrintWriter(shell.out(), true, UTF_8));
        lux.setErr(new PrintWriter(shell.err(), true, UTF_8));
        lux.setParameterExceptionHandler((e, arguments) -> {
            String command = e.getCommandLine().getCommandSpec().qualifiedName();
            shell.err().println("lux: " + Text.visible(String.valueOf(e.getMessage())) + " (" + command + " --help)");
            return ExitCode.USAGE.number();
        });
        if (args.length == 0) {
            lux.usage(shell.err());
            return ExitCode.USAGE.number();
        }
        return lux.execute(args);
    }
}
