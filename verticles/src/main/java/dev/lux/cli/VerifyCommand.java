package dev.lux.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.document.Pattern;
import dev.lux.error.LuxException;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lux verify [PATTERN]}: whether everybody holds the same. */
@Command(
        name = "verify",
        description = {
            "Compares by digest what holds each document: its owner's memory, the store's primary record, each copy of",
            "it, reads over HTTP and live subscribers, through every node that can be reached from here.",
            "Writes may go on: what differs is looked at again before it is reported."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All that was compared is equal.",
            "1:Something differs, or the broker refused; what and why is printed.",
            ExitCode.LINE_2,
            ExitCode.LINE_3,
            ExitCode.LINE_6,
            "7:Not everything could be compared: copies are missing, or nodes did not answer."
        })
final class VerifyCommand extends BrokerCommand {
    private static final int LOOKS = 6;
    private static final Duration BETWEEN = Duration.ofMillis(300);

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PATTERN",
            defaultValue = "*",
            description = "An id, or a prefix that ends in *; all documents by default.")
    private String match = "*";

    VerifyCommand(Shell shell) {
        super(shell);
    }

    @Override
    ExitCode run(Target target, Output output) {
        JsonNode cluster = Facts.of(accepted(new Broker(target).read("/_cluster", Map.of()), output)
                        .body())
                .root();
        ReadingNodes nodes = ReadingNodes.of(target, cluster);
        try (VerifySession session =
                new VerifySession(new ClusterViews(new Broker(target), pattern(), output), cluster, nodes)) {
            session.open(pattern());
            if (!session.isEqualByDigest()) {
                for (int look = 0; look < LOOKS && (look == 0 || session.isOpen()); look++) {
                    if (look > 0) {
                        shell().pause().of(BETWEEN);
                    }
                    session.look();
                }
            }
            VerifyReport report = session.report(match);
            output.verified(report.json());
            return report.exitCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.RETRY, "Interrupted.");
        }
    }

    private Pattern pattern() {
        try {
            return Pattern.parse(match);
        } catch (LuxException e) {
            throw CliException.usage(e.detail());
        }
    }
}
