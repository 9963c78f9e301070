package dev.lux.cli;

import dev.lux.access.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the commands share that ask no broker. */
@Command(
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCode.LINE_0, "2:Wrong arguments, or a file or setting that can't be used.", "5:No such key."
        })
abstract class LocalCommand implements Callable<Integer> {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,5})([smhd])");

    private final Shell shell;

    @Option(names = "--json", order = 93, description = "Print JSON on a terminal too.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 94,
            description = "Show this and end.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    LocalCommand(Shell shell) {
        this.shell = shell;
    }

    /** Does the work. Throws {@link CliException} for every end but a good one. */
    abstract void run();

    @Override
    public final Integer call() {
        try {
            run();
            return ExitCode.OK.number();
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

    final boolean wantsJson() {
        return json;
    }

    /** Whether what is listed is for people. */
    final boolean isForPeople() {
        return shell.terminal() && !json;
    }

    static List<Scope> scopes(List<String> texts) {
        List<Scope> scopes = new ArrayList<>();
        for (String text : texts) {
            scopes.add(Scope.parse(text)
                    .orElseThrow(() -> CliException.usage("Not a scope: " + Text.visible(text)
                            + " (expected one like read,write:incident-* or write:incident-*#/status,/owner; rights are"
                            + " read, write, list, admin).")));
        }
        return scopes;
    }

    /** Of texts such as {@code 30s}, {@code 15m}, {@code 12h}, {@code 90d}. */
    static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw CliException.usage("Not a duration: " + Text.visible(text) + " (expected one like 15m, 12h or 90d).");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
