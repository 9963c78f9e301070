package dev.lux.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lux get ID}. */
@Command(
        name = "get",
        description = {
            "Reads a document.",
            "With --if-none-match it prints nothing, and ends with 0, when the version is still that one."
        })
final class GetCommand extends BrokerCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "The document's id.")
    private String id = "";

    @Option(
            names = "--wait",
            paramLabel = "30s",
            description = "Wait, at most 50s, until the version differs from --if-none-match, or until it exists.")
    private @Nullable String wait;

    @Option(names = "--if-none-match", paramLabel = "V", description = "Only when it is not at this version.")
    private @Nullable Long version;

    GetCommand(Shell shell) {
        super(shell);
    }

    @Override
    ExitCode run(Target target, Output output) {
        String query = wait == null ? "" : "?wait=" + Broker.encode(wait);
        Map<String, String> headers = version == null ? Map.of() : Map.of("If-None-Match", "\"" + version + "\"");
        Answer answer = accepted(new Broker(target).read(Broker.document(id) + query, headers), output);
        if (answer.status() == 304) {
            output.note(Text.visible(id) + "  unchanged");
        } else {
            output.document(answer.body());
        }
        return ExitCode.OK;
    }
}
