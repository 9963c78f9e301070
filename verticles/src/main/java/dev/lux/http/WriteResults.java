package dev.lux.http;

import dev.lux.command.Write;
import dev.lux.command.WriteReply;
import dev.lux.document.HolderToken;
import dev.lux.wire.ErrorJson;
import dev.lux.wire.JsonBytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to several writes: {@code {"results":[{"id","version","status"}, {"id","status","code",...}]}}. */
final class WriteResults {
    /**
     * @param id {@code null} when the element had no valid one
     * @param holder of the lease that it asked for, or {@code null}
     */
    record Result(@Nullable String id, @Nullable HolderToken holder, WriteReply reply) {}

    private WriteResults() {}

    /** The answer to one write: {@code {"id","version"}}, with {@code "holder"} when it asked for a lease. */
    static byte[] ofOne(Write write, WriteReply.Written written) {
        JsonBytes out = new JsonBytes(write.id().length() + 48)
                .ascii("{\"id\":")
                .string(write.id())
                .ascii(",\"version\":")
                .number(written.version());
        appendHolder(out, write.granted());
        return out.ascii("}").toByteArray();
    }

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
            append(out.ascii(","), result);
            out.ascii("}");
            separator = ",";
        }
        return out.ascii("]}").toByteArray();
    }

    private static void append(JsonBytes out, Result result) {
        if (result.reply() instanceof WriteReply.Refused refused) {
            ErrorJson.appendMembers(out, refused);
        } else if (result.reply() instanceof WriteReply.Written written) {
            out.ascii("\"version\":")
                    .number(written.version())
                    .ascii(",\"status\":")
                    .number(status(written));
            appendHolder(out, result.holder());
        }
    }

    private static void appendHolder(JsonBytes out, @Nullable HolderToken holder) {
        if (holder != null) {
            out.ascii(",\"holder\":\"").ascii(holder.text()).ascii("\"");
        }
    }

    private static int status(WriteReply.Written written) {
        return switch (written.outcome()) {
            case CREATED -> 201;
            case REPLACED, RENEWED -> 200;
            case DELETED, ALREADY_ABSENT -> 204;
        };
    }
}
