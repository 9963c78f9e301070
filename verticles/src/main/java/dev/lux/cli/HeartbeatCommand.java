package dev.lux.cli;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lux heartbeat ID HOLDER}. */
@Command(name = "heartbeat", description = "Says that the holder of a document's lease is there.")
final class HeartbeatCommand extends BrokerCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "The document's id.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "HOLDER", description = "As the answer to put --lease said it.")
    private String holder = "";

    HeartbeatCommand(Shell shell) {
        super(shell);
    }

    @Override
    ExitCode run(Target target, Output output) {
        byte[] body = ("{\"holder\":" + RawJson.quote(holder) + "}").getBytes(StandardCharsets.UTF_8);
        Answer answer = new Broker(target)
                .write("POST", Broker.document(id) + "/heartbeat", body, Map.of("Content-Type", "application/json"));
        output.acknowledged(accepted(answer, output).body(), id);
        return ExitCode.OK;
    }
}
