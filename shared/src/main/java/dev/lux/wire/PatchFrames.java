package dev.lux.wire;

import dev.lux.document.DocumentState;
import dev.lux.json.MergeDiff;
import dev.lux.limits.Limits;
import org.jspecify.annotations.Nullable;

/** Frames that say a new state by what has changed since another one, for clients that hold that one. */
public final class PatchFrames {
    private static final String BASE = ",\"base\":";
    private static final String PATCH = ",\"patch\":";
    /** What a state frame has in the place of both. */
    private static final String DATA = ",\"data\":";

    /** What a frame needs beside id, patch and who wrote it. */
    private static final int ROOM = 192;

    private PatchFrames() {}

    /** Whether a document is so large that its changes may travel as patches. */
    public static boolean areFor(DocumentState after) {
        byte[] data = after.data();
        return data != null && data.length > Limits.PATCHED_ABOVE_BYTES;
    }

    /**
     * The frame that makes {@code after} of {@code before}. {@code null} when the whole state is to be sent instead: they
     * are not {@link #areFor} it, its frame is not longer, no merge patch says just this change, or
     * one of the two is absent.
     */
    public static byte @Nullable [] between(DocumentState before, DocumentState after) {
        byte[] from = before.data();
        byte[] to = after.data();
        if (from == null || to == null || !areFor(after)) {
            return null;
        }
        int more = BASE.length() + Long.toString(before.version()).length() + PATCH.length() - DATA.length();
        byte[] patch = MergeDiff.between(from, to, to.length - more - 1);
        return patch == null ? null : encode(before.version(), patch, after);
    }

    /** @param base the version to which the patch applies */
    static byte[] encode(long base, byte[] patch, DocumentState after) {
        JsonBytes out = new JsonBytes(ROOM + after.id().length() + after.by().length() + patch.length);
        out.ascii("{\"type\":\"patch\",\"id\":\"").ascii(after.id()).ascii("\",\"version\":");
        out.number(after.version())
                .ascii(BASE)
                .number(base)
                .ascii(PATCH)
                .raw(patch)
                .ascii(",");
        StateJson.appendMeta(out, after);
        return out.ascii("}").toByteArray();
    }
}
