package dev.lux.document;

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
 */
public record DocumentState(String id, long version, byte @Nullable [] data, long atMicros, String by) {
    public static DocumentState absent(String id, long version) {
        return new DocumentState(id, version, null, 0, "");
    }

    public boolean isLive() {
        return data != null;
    }
}
