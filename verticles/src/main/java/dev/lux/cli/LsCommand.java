package dev.lux.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lux ls [PATTERN]}: page by page, printed as they come. */
@Command(name = "ls", description = "Lists documents in the order of their ids.")
final class LsCommand extends BrokerCommand {
    private static final long PAGE = 200;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PATTERN",
            defaultValue = "*",
            description = "An id, or a prefix that ends in *; all documents by default.")
    private String pattern = "*";

    @Option(names = "--limit", paramLabel = "N", description = "At most this many; all by default.")
    private long limit = Long.MAX_VALUE;

    LsCommand(Shell shell) {
        super(shell);
    }

    @Override
    ExitCode run(Target target, Output output) {
        if (limit < 1) {
            throw CliException.usage("--limit is at least 1.");
        }
        Broker broker = new Broker(target);
        long printed = 0;
        String after = "";
        while (true) {
            Answer page = accepted(broker.read(query(limit - printed, after), Map.of()), output);
            for (byte[] document : documents(page)) {
                output.row(document);
                printed++;
            }
            Facts facts = Facts.of(page.body());
            after = facts.text("next");
            if (after.isEmpty() || printed >= limit) {
                output.note(printed + " of " + facts.number("total") + " documents");
                return ExitCode.OK;
            }
            if (!output.flush()) {
                return ExitCode.OK; // nobody reads on, as with `lux ls | head`
            }
        }
    }

    private String query(long atMost, String after) {
        String from = after.isEmpty() ? "" : "&after=" + Broker.encode(after);
        return "?match=" + Broker.encode(pattern) + "&limit=" + Math.min(PAGE, atMost) + from;
    }

    private static List<byte[]> documents(Answer page) {
        byte[] documents = RawJson.member(page.body(), "documents");
        return documents == null ? List.of() : RawJson.elements(documents);
    }
}
