package dev.lux.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lux.cli.verify.Holder;
import dev.lux.document.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a verification found.
 *
 * @param documents live ones, at its beginning
 * @param copies how many each document has beside the primary record
 * @param readers the nodes through which was read
 * @param moving documents that were written while they were compared
 * @param looks how many were needed beside the digests
 * @param missing what could not be compared and should have been
 * @param notes what can't be compared from here
 */
record VerifyReport(
        String match,
        long documents,
        int copies,
        Set<String> readers,
        int moving,
        int looks,
        Map<String, Map<Holder, Fingerprint>> differences,
        List<String> missing,
        List<String> notes) {
    /** Of differences, so that a report of a broken cluster can still be read. */
    private static final int SHOWN = 100;

    ExitCode exitCode() {
        if (!differences.isEmpty()) {
            return ExitCode.REFUSED;
        }
        return missing.isEmpty() ? ExitCode.OK : ExitCode.RETRY;
    }

    byte[] json() {
        ObjectNode report = new JsonMapper().createObjectNode();
        report.put("match", match)
                .put("equal", differences.isEmpty())
                .put("complete", missing.isEmpty())
                .put("documents", documents)
                .put("copies", copies)
                .put("moving", moving)
                .put("looks", looks)
                .put("differing", differences.size());
        ArrayNode through = report.putArray("readers");
        new TreeSet<>(readers).forEach(through::add);
        ArrayNode list = report.putArray("differences");
        differences.entrySet().stream().limit(SHOWN).forEach(each -> {
            ObjectNode difference = list.addObject().put("id", each.getKey());
            ArrayNode held = difference.putArray("held");
            each.getValue().forEach((holder, fingerprint) -> put(held.addObject(), holder, fingerprint));
        });
        missing.forEach(report.putArray("missing")::add);
        notes.forEach(report.putArray("notes")::add);
        return report.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ObjectNode held, Holder holder, Fingerprint fingerprint) {
        boolean absent = fingerprint.version() == 0;
        held.put("by", holder.kind().text())
                .put("node", holder.node())
                .put("has", absent ? "nothing" : fingerprint.deleted() ? "deletion" : "document")
                .put("version", fingerprint.version())
                .put("data", String.format("%016x", fingerprint.visible()));
        if (!holder.kind().isReader()) {
            held.put("record", String.format("%016x", fingerprint.stored()));
        }
    }

    /** For people. */
    static String describe(byte[] json) {
        JsonNode root = Facts.of(json).root();
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                "%s: %d documents of %s, in memory, store and %d copies, read through %d nodes%n",
                root.path("equal").asBoolean()
                        ? root.path("complete").asBoolean() ? "equal" : "incomplete"
                        : root.path("differing").asInt() + " differ",
                root.path("documents").asLong(),
                Text.visible(root.path("match").asText()),
                root.path("copies").asInt(),
                root.path("readers").size()));
        if (root.path("moving").asInt() > 0) {
            text.append(String.format(
                    "%d were written meanwhile, and everybody kept up%n",
                    root.path("moving").asInt()));
        }
        for (JsonNode difference : root.path("differences")) {
            text.append(Text.visible(difference.path("id").asText())).append(System.lineSeparator());
            for (JsonNode held : difference.path("held")) {
                text.append(String.format(
                        "  %-10s  %-36s  %-8s  %16d  %s%s%n",
                        held.path("by").asText(),
                        Text.visible(held.path("node").asText()),
                        held.path("has").asText(),
                        held.path("version").asLong(),
                        held.path("data").asText(),
                        held.has("record") ? "  record " + held.path("record").asText() : ""));
            }
        }
        root.path("missing")
                .forEach(each -> text.append("missing: ")
                        .append(Text.visible(each.asText()))
                        .append(System.lineSeparator()));
        root.path("notes")
                .forEach(each -> text.append("note: ")
                        .append(Text.visible(each.asText()))
                        .append(System.lineSeparator()));
        return text.toString().stripTrailing();
    }
}
