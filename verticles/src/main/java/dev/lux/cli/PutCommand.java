package dev.lux.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lux put ID JSON}. */
@Command(name = "put", description = "Writes a document, replacing what was there.")
final class PutCommand extends BrokerCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "The document's id.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "JSON|@FILE|-", description = "The document: any JSON value but null.")
    private String content = "";

    @Mixin
    private Conditions conditions = new Conditions();

    @Mixin
    private Times times = new Times();

    @Option(names = "--create-only", description = "Only when the document is absent.")
    private boolean createOnly;

    PutCommand(Shell shell) {
        super(shell);
    }

    @Override
    ExitCode run(Target target, Output output) {
        if (createOnly) {
            conditions.requireAbsent();
        }
        byte[] body = conditions.envelope(Content.read(content, shell().in()), times.members());
        Answer answer =
                new Broker(target).write("PUT", Broker.document(id), body, conditions.headers("application/json"));
        output.acknowledged(accepted(answer, output).body(), id);
        return ExitCode.OK;
    }
}
