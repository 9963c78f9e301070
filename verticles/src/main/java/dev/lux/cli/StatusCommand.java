package dev.lux.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code lux status}: the cluster as one node sees it. */
@Command(
        name = "status",
        description = {
            "Shows the cluster as the node at --url sees it: members, who owns how much, quorum; and what each node says",
            "of itself: what it serves, its documents, its repairs. A node that is silent for 2 s is shown as such.",
            "Ends with 0 when the node is ready, else with 7."
        })
final class StatusCommand extends BrokerCommand {
    StatusCommand(Shell shell) {
        super(shell);
    }

    @Override
    ExitCode run(Target target, Output output) {
        Answer answer = accepted(new Broker(target).read("/_cluster", Map.of()), output);
        output.cluster(answer.body());
        return Facts.of(answer.body()).flag("ready") ? ExitCode.OK : ExitCode.RETRY;
    }

    /** For people. */
    static String describe(byte[] status) {
        JsonNode root = Facts.of(status).root();
        JsonNode quorum = root.path("quorum");
        JsonNode shards = root.path("shards");
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                "%s, %s: %d of %d data members, %d needed%n",
                root.path("ready").asBoolean() ? "ready" : "not ready",
                quorum.path("has").asBoolean() ? "quorum" : "no quorum",
                quorum.path("alive").asInt(),
                quorum.path("dataMembers").asInt(),
                quorum.path("needed").asInt()));
        for (JsonNode member : root.path("members")) {
            text.append(String.format(
                    "  %-36s  %-4s  %-21s  %d shards%s%n",
                    Text.visible(member.path("node").asText()),
                    Text.visible(member.path("role").asText()),
                    Text.visible(member.path("address").asText()),
                    member.path("shards").asInt(),
                    member.path("this").asBoolean() ? "  (this node)" : ""));
        }
        text.append(String.format(
                "shards: %d, %d without an owner, %d with copies missing, %d lost%n",
                shards.path("total").asInt(),
                shards.path("unowned").asInt(),
                shards.path("missingCopies").asInt(),
                shards.path("lost").asInt()));
        for (JsonNode member : root.path("members")) {
            text.append(describe(member)).append(System.lineSeparator());
        }
        return text.toString().stripTrailing();
    }

    /** What one node says of itself. */
    private static String describe(JsonNode member) {
        String node = Text.visible(member.path("node").asText());
        if (!member.path("answered").asBoolean()) {
            return node + ": no answer";
        }
        StringBuilder repairs = new StringBuilder();
        member.path("repairs").properties().forEach(repair -> {
            if (repair.getValue().asLong() > 0) {
                repairs.append("  ")
                        .append(Text.visible(repair.getKey()))
                        .append(' ')
                        .append(repair.getValue().asLong());
            }
        });
        return String.format(
                "%s: %s, %d shards served, %d documents, %d bytes; repairs:%s",
                node,
                member.path("ready").asBoolean() ? "ready" : "not ready",
                member.path("served").asInt(),
                member.path("documents").asInt(),
                member.path("bytes").asLong(),
                repairs.length() == 0 ? " none" : repairs);
    }
}
