package dev.lux.wire;

import dev.lux.document.DocumentState;
import dev.lux.document.Expiry;

/** A live document as JSON, in the three shapes that clients see. */
public final class StateJson {
    /** What the members need beside id and data: keys, a version, a time, a short name. */
    private static final int ROOM = 160;

    private static final int ROOM_WHEN_STALE = 96;

    private StateJson() {}

    /** Appends {@code "version":1,"data":{},"meta":{"at":"...","by":"..."}}, without braces around. */
    public static void appendMembers(JsonBytes out, DocumentState live) {
        out.ascii("\"version\":")
                .number(live.version())
                .ascii(",\"data\":")
                .raw(data(live))
                .ascii(",");
        appendMeta(out, live);
    }

    /**
     * Appends {@code "meta":{"at":"...","by":"..."}}, without braces around; of a stale document also
     * {@code "stale":{"since":"...","reason":"lease","by":"..."}} in it.
     */
    static void appendMeta(JsonBytes out, DocumentState live) {
        out.ascii("\"meta\":{\"at\":\"")
                .ascii(Timestamps.ofMicros(live.atMicros()))
                .ascii("\",\"by\":")
                .string(live.by());
        Expiry expired = live.expired();
        if (expired != null) {
            out.ascii(",\"stale\":{\"since\":\"")
                    .ascii(Timestamps.ofMicros(expired.sinceMicros()))
                    .ascii("\",\"reason\":\"")
                    .ascii(expired.reason().text())
                    .ascii("\",\"by\":")
                    .string(expired.by())
                    .ascii("}");
        }
        out.ascii("}");
    }

    /** Appends {@code {"id":"...","version":...,"data":...,"meta":...}}. */
    public static void appendDocument(JsonBytes out, DocumentState live) {
        out.ascii("{\"id\":").string(live.id()).ascii(",");
        appendMembers(out, live);
        out.ascii("}");
    }

    /** Appends {@code {"version":...,"data":...,"meta":...}}, or {@code null} for an absent document. */
    public static void appendCurrent(JsonBytes out, DocumentState state) {
        if (!state.isLive()) {
            out.ascii("null");
            return;
        }
        out.ascii("{");
        appendMembers(out, state);
        out.ascii("}");
    }

    /** About how many bytes one of the shapes takes; never far too few. */
    public static int sizeHint(DocumentState state) {
        byte[] data = state.data();
        Expiry expired = state.expired();
        return ROOM
                + state.id().length()
                + state.by().length()
                + (data == null ? 0 : data.length)
                + (expired == null ? 0 : ROOM_WHEN_STALE + expired.by().length());
    }

    private static byte[] data(DocumentState live) {
        byte[] data = live.data();
        if (data == null) {
            throw new IllegalArgumentException("an absent document has no data");
        }
        return data;
    }
}
