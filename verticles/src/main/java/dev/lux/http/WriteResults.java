package dev.lux.http;

import dev.lux.command.WriteReply;
import dev.lux.wire.ErrorJson;
import dev.lux.wire.JsonBytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to several writes: {@code {"results":[{"id","version","status"}, {"id","status","code",...}]}}. */
final class WriteResults {
    /** @param id {@code null} when the element had no valid one */
    record Result(@Nullable String id, WriteReply reply) {}

    private WriteResults() {}

    static byte[] body(List<Result> results) {
        JsonBytes out = new JsonBytes(16 + 96 * results.size()).ascii("{\"results\":[");
        String separator = "";
        for (Result result : results) {
            out.ascii(separator).ascii("{\"id\":");
            if (result.id() == null) {
                out.ascii("null");
            } else {
                out.string(result.id());
            }
            append(out.ascii(","), result.reply());
            out.ascii("}");
            separator = ",";
        }
        return out.ascii("]}").toByteArray();
    }

    private static void append(JsonBytes out, WriteReply reply) {
        if (reply instanceof WriteReply.Refused refused) {
            ErrorJson.appendMembers(out, refused);
        } else if (reply instanceof WriteReply.Written written) {
            out.ascii("\"version\":")
                    .number(written.version())
                    .ascii(",\"status\":")
                    .number(status(written));
        }
    }

    private static int status(WriteReply.Written written) {
        return switch (written.outcome()) {
            case CREATED -> 201;
            case REPLACED -> 200;
            case DELETED, ALREADY_ABSENT -> 204;
        };
    }
}
