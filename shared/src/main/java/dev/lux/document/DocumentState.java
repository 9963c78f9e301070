package dev.lux.document;

import dev.lux.json.Part;
import org.jspecify.annotations.Nullable;

/**
 * What a reader or subscriber may know of a document at one version.
 *
 * @param id the document
 * @param version of a live document its version; of an absent one the version that no later one falls below (its
 *     tombstone's, or the shard's floor)
 * @param data the JSON bytes as they were sent, less white space; {@code null} when the document is absent
 * @param atMicros wall clock of the owner at the write, in microseconds since 1970
 * @param by the principal that wrote it; empty when absent and nobody knows
 * @param expired what ran out: a live document is stale, an absent one was deleted by it; {@code null}: nothing
 */
public record DocumentState(
        String id,
        long version,
        byte @Nullable [] data,
        long atMicros,
        String by,
        @Nullable Expiry expired) {
    /** One of which nothing has run out. */
    public DocumentState(String id, long version, byte @Nullable [] data, long atMicros, String by) {
        this(id, version, data, atMicros, by, null);
    }

    public static DocumentState absent(String id, long version) {
        return new DocumentState(id, version, null, 0, "");
    }

    public boolean isLive() {
        return data != null;
    }

    /** What of this state belongs to a part of the document; this itself when all of it does. */
    public DocumentState within(Part part) {
        byte[] seen = data == null ? null : part.viewOf(data);
        return seen == data ? this : new DocumentState(id, version, seen, atMicros, by, expired);
    }
}
