package dev.lux.cli;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lux delete ID}. */
@Command(name = "delete", description = "Deletes a document; one that is absent counts as deleted.")
final class DeleteCommand extends BrokerCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "The document's id.")
    private String id = "";

    @Mixin
    private Conditions conditions = new Conditions();

    @Option(names = "--holder", paramLabel = "HOLDER", description = "Only if this is still the lease's holder.")
    private @Nullable String holder;

    DeleteCommand(Shell shell) {
        super(shell);
    }

    @Override
    ExitCode run(Target target, Output output) {
        Answer answer = new Broker(target)
                .write(
                        "DELETE",
                        Broker.document(id),
                        conditions.envelope(
                                null,
                                holder == null
                                        ? Map.of()
                                        : Map.of("holder", RawJson.quote(holder).getBytes(StandardCharsets.UTF_8))),
                        conditions.headers("application/json"));
        accepted(answer, output);
        output.deleted(id);
        return ExitCode.OK;
    }
}
