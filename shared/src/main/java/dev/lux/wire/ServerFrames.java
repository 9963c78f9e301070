package dev.lux.wire;

import dev.lux.command.WriteReply.Refused;
import dev.lux.document.DocumentState;
import dev.lux.document.HolderToken;
import dev.lux.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the broker says on a stream: one JSON object per frame, as UTF-8 bytes. The golden file of the contract tests has
 * one line per kind.
 */
public final class ServerFrames {
    private static final int SMALL = 128;

    private ServerFrames() {}

    /** {@code state} for a live document, {@code gone} for an absent one. */
    public static byte[] document(DocumentState state) {
        return state.isLive()
                ? state(state)
                : gone(state.id(), state.version(), state.expired() == null ? "deleted" : "expired");
    }

    private static byte[] state(DocumentState state) {
        JsonBytes out = new JsonBytes(StateJson.sizeHint(state) + SMALL);
        out.ascii("{\"type\":\"state\",\"id\":\"").ascii(state.id()).ascii("\",");
        StateJson.appendMembers(out, state);
        return out.ascii("}").toByteArray();
    }

    public static byte[] gone(String id, long version, String reason) {
        return new JsonBytes(SMALL + id.length())
                .ascii("{\"type\":\"gone\",\"id\":\"")
                .ascii(id)
                .ascii("\",\"version\":")
                .number(version)
                .ascii(",\"reason\":\"")
                .ascii(reason)
                .ascii("\"}")
                .toByteArray();
    }

    /**
     * A state or gone frame with what only one socket needs to know.
     *
     * @param skipped how many states this socket did not get before this one; 0 says nothing
     * @param reset whether the client must drop a higher version that it has
     */
    public static byte[] marked(byte[] frame, long skipped, boolean reset) {
        if (skipped == 0 && !reset) {
            return frame;
        }
        JsonBytes out = new JsonBytes(frame.length + 48).rawPart(frame, 0, frame.length - 1);
        if (skipped > 0) {
            out.ascii(",\"skipped\":").number(skipped);
        }
        if (reset) {
            out.ascii(",\"reset\":true");
        }
        return out.ascii("}").toByteArray();
    }

    /** @param ref the client's, as JSON, or {@code null} */
    public static byte[] synced(byte @Nullable [] ref, String match, int count) {
        return open("synced", ref)
                .ascii(",\"match\":\"")
                .ascii(match)
                .ascii("\",\"count\":")
                .number(count)
                .ascii("}")
                .toByteArray();
    }

    /**
     * @param ref the client's, as JSON, or {@code null}
     * @param holder of the lease that the write asked for, or {@code null}
     */
    public static byte[] ack(byte @Nullable [] ref, String id, long version, @Nullable HolderToken holder) {
        JsonBytes out = open("ack", ref)
                .ascii(",\"id\":\"")
                .ascii(id)
                .ascii("\",\"version\":")
                .number(version);
        if (holder != null) {
            out.ascii(",\"holder\":\"").ascii(holder.text()).ascii("\"");
        }
        return out.ascii("}").toByteArray();
    }

    /** @param live whether what the subscription shows is surely up to date */
    public static byte[] status(boolean live, String match) {
        return open("status", null)
                .ascii(",\"live\":")
                .ascii(Boolean.toString(live))
                .ascii(",\"match\":\"")
                .ascii(match)
                .ascii("\"}")
                .toByteArray();
    }

    /** The answer to a message that names no document. */
    public static byte[] ack(byte[] ref) {
        return open("ack", ref).ascii("}").toByteArray();
    }

    /**
     * @param ref the client's, as JSON, or {@code null}
     * @param id the document that the refused message named, or {@code null}
     */
    public static byte[] error(byte @Nullable [] ref, @Nullable String id, Refused refused) {
        JsonBytes out = openError(ref, refused);
        if (id != null) {
            out.ascii(",\"id\":").string(id);
        }
        DocumentState current = refused.current();
        if (current != null) {
            out.ascii(",\"current\":");
            StateJson.appendCurrent(out, current);
        }
        if (!refused.failedGuards().isEmpty()) {
            strings(out.ascii(",\"failedGuards\":"), refused.failedGuards());
        }
        return out.ascii("}").toByteArray();
    }

    /**
     * A subscription has ended against its client's will.
     *
     * @param match what was subscribed
     */
    public static byte[] ended(String match, Refused refused) {
        return openError(null, refused)
                .ascii(",\"match\":")
                .string(match)
                .ascii("}")
                .toByteArray();
    }

    private static JsonBytes openError(byte @Nullable [] ref, Refused refused) {
        ErrorCode code = refused.code();
        return open("error", ref)
                .ascii(",\"code\":\"")
                .ascii(code.code())
                .ascii("\",\"status\":")
                .number(code.status())
                .ascii(",\"detail\":")
                .string(refused.detail())
                .ascii(",\"retry\":")
                .ascii(Boolean.toString(code.retryable()));
    }

    public static byte[] bye(String code, long reconnectAfterMillis) {
        return open("bye", null)
                .ascii(",\"code\":\"")
                .ascii(code)
                .ascii("\",\"reconnectAfterMs\":")
                .number(reconnectAfterMillis)
                .ascii("}")
                .toByteArray();
    }

    private static JsonBytes open(String type, byte @Nullable [] ref) {
        JsonBytes out = new JsonBytes(SMALL).ascii("{\"type\":\"").ascii(type).ascii("\"");
        return ref == null ? out : out.ascii(",\"ref\":").raw(ref);
    }

    private static void strings(JsonBytes out, List<String> strings) {
        String separator = "[";
        for (String string : strings) {
            out.ascii(separator).string(string);
            separator = ",";
        }
        out.ascii("]");
    }
}
