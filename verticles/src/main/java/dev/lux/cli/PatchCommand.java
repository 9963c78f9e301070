package dev.lux.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lux patch ID JSON}. */
@Command(
        name = "patch",
        description = "Changes parts of a document: a merge patch (RFC 7396), which creates it when it is absent.")
final class PatchCommand extends BrokerCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "The document's id.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "JSON|@FILE|-", description = "The patch.")
    private String content = "";

    @Mixin
    private Conditions conditions = new Conditions();

    @Mixin
    private Times times = new Times();

    @Option(
            names = "--json-patch",
            description = "The patch is a list of operations (RFC 6902), all or nothing, on a document that exists.")
    private boolean jsonPatch;

    PatchCommand(Shell shell) {
        super(shell);
    }

    @Override
    ExitCode run(Target target, Output output) {
        byte[] patch = Content.read(content, shell().in());
        Broker broker = new Broker(target);
        Answer answer = jsonPatch ? operations(broker, patch) : merge(broker, patch);
        output.acknowledged(accepted(answer, output).body(), id);
        return ExitCode.OK;
    }

    private Answer merge(Broker broker, byte[] patch) {
        return broker.write(
                "PATCH",
                Broker.document(id),
                conditions.envelope(patch, times.members()),
                conditions.headers("application/json"));
    }

    /** A JSON Patch travels without an envelope, so its conditions are headers. */
    private Answer operations(Broker broker, byte[] patch) {
        if (conditions.hasGuards()) {
            throw CliException.usage("--guard does not go with --json-patch: put a \"test\" operation into the patch.");
        }
        if (!times.members().isEmpty()) {
            throw CliException.usage("--ttl, --lease and --holder do not go with --json-patch.");
        }
        Map<String, String> headers = conditions.headers("application/json-patch+json");
        Long ifVersion = conditions.ifVersion();
        if (ifVersion != null) {
            headers.put("If-Match", "\"" + ifVersion + "\"");
        }
        return broker.write("PATCH", Broker.document(id), patch, headers);
    }
}
