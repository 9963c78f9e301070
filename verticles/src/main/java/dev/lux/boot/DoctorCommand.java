package dev.lux.boot;

import dev.lux.json.JsonStrings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lux doctor}: says what {@code lux up} would do with the same settings; starts nothing and connects to nothing. */
@Command(
        name = "lux doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Says what a broker with these settings listens on and connects to, who may come, and what of it is not for"
                    + " production. Takes the environment and options of lux up; starts nothing, connects to nothing.",
            "",
            "Exit codes: 0 nothing unsafe, 1 something unsafe, 2 wrong usage or settings."
        })
public final class DoctorCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final PrintStream out;

    @Option(names = "--port", paramLabel = "N", description = "as of lux up")
    private @Nullable Integer port;

    @Option(names = "--host", paramLabel = "HOST", description = "as of lux up")
    private @Nullable String host;

    @Option(names = "--config", paramLabel = "FILE", description = "as of lux up")
    private @Nullable String config;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    private DoctorCommand(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    public static void main(String[] arguments) {
        String[] options = arguments.length > 0 && arguments[0].equals("doctor")
                ? java.util.Arrays.copyOfRange(arguments, 1, arguments.length)
                : arguments;
        System.exit(run(System.getenv(), System.out, System.err, options));
    }

    static int run(Map<String, String> environment, PrintStream out, PrintStream err, String... options) {
        CommandLine line = new CommandLine(new DoctorCommand(environment, out));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            err.println("lux doctor: " + failure.getMessage());
            return 2;
        });
        line.setOut(new java.io.PrintWriter(out, true, java.nio.charset.StandardCharsets.UTF_8));
        line.setErr(new java.io.PrintWriter(err, true, java.nio.charset.StandardCharsets.UTF_8));
        return line.execute(options);
    }

    @Override
    public Integer call() {
        Settings settings =
                SettingsReader.read(environment, new SettingsReader.Options(host, port, config), () -> "generated");
        String file = config == null ? environment.get(SettingsReader.FILE) : config;
        Checkup checkup = Checkup.of(settings, Surroundings.look(settings, file == null ? null : Path.of(file)));
        out.println(json ? json(checkup) : text(checkup));
        out.flush();
        return checkup.isSafe() ? 0 : 1;
    }

    private static String text(Checkup checkup) {
        String findings = checkup.findings().stream()
                .map(finding -> String.format(
                        "%n  %-7s %s: %s",
                        finding.level() == Finding.Level.UNSAFE ? "UNSAFE" : "check",
                        finding.setting(),
                        finding.what()))
                .collect(Collectors.joining());
        return "listens on" + lines(checkup.listens()) + "\nconnects to" + lines(checkup.connects()) + "\nwho may come"
                + lines(checkup.credentials()) + "\nfound"
                + (findings.isEmpty() ? "\n  nothing" : findings);
    }

    private static String lines(List<String> texts) {
        return texts.isEmpty()
                ? "\n  nothing"
                : texts.stream().map(text -> "\n  " + text).collect(Collectors.joining());
    }

    private static String json(Checkup checkup) {
        String findings = checkup.findings().stream()
                .map(finding -> "{\"level\":\""
                        + (finding.level() == Finding.Level.UNSAFE ? "unsafe" : "check")
                        + "\",\"setting\":" + JsonStrings.quote(finding.setting()) + ",\"what\":"
                        + JsonStrings.quote(finding.what()) + "}")
                .collect(Collectors.joining(",", "[", "]"));
        return "{\"safe\":" + checkup.isSafe() + ",\"listens\":" + array(checkup.listens()) + ",\"connects\":"
                + array(checkup.connects()) + ",\"credentials\":" + array(checkup.credentials()) + ",\"findings\":"
                + findings
                + "}";
    }

    private static String array(List<String> texts) {
        return texts.stream().map(JsonStrings::quote).collect(Collectors.joining(",", "[", "]"));
    }
}
