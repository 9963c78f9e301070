package dev.lux.wire;

import dev.lux.command.WriteReply;
import dev.lux.error.LuxException;
import java.util.List;

/** Refusals as JSON, alike in problem documents, results of several writes, and {@code error} frames. */
public final class ErrorJson {
    private ErrorJson() {}

    /**
     * Appends {@code "status":412,"detail":"...","code":"...","retry":false}, without braces around, and of a failed
     * condition {@code "current"} and {@code "failedGuards"}.
     */
    public static void appendMembers(JsonBytes out, WriteReply.Refused refused) {
        out.ascii("\"status\":")
                .number(refused.code().status())
                .ascii(",\"detail\":")
                .string(refused.detail())
                .ascii(",\"code\":\"")
                .ascii(refused.code().code())
                .ascii("\",\"retry\":")
                .ascii(Boolean.toString(refused.code().retryable()));
        if (refused.current() != null) {
            out.ascii(",\"current\":");
            StateJson.appendCurrent(out, refused.current());
        }
        if (!refused.failedGuards().isEmpty()) {
            out.ascii(",\"failedGuards\":");
            appendStrings(out, refused.failedGuards());
        }
    }

    /** The refusal that an exception carries. */
    public static WriteReply.Refused refused(LuxException exception) {
        return new WriteReply.Refused(exception.code(), exception.detail());
    }

    private static void appendStrings(JsonBytes out, List<String> strings) {
        String separator = "[";
        for (String string : strings) {
            out.ascii(separator).string(string);
            separator = ",";
        }
        out.ascii("]");
    }
}
