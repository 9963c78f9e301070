package dev.lux.cluster;

import dev.lux.document.RecordFormat;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which record stays when two sides of a healed partition meet. Pure.
 *
 * <p>Every claim gives a shard's records a higher term, so a record of a side that lost its shard to the other is lower
 * than what the other made of it, whatever its version. Tombstones compete like values.
 */
final class MergeRule {
    private MergeRule() {}

    /**
     * For a document: the higher (term, version), the existing one on a tie. A document that is absent here was never
     * here if its version is above what was ever collected, and else has been deleted: then it stays so.
     *
     * @param floor the highest version of any tombstone that this side has collected from the shard
     * @return {@code null} for nothing
     */
    static byte @Nullable [] document(byte[] merging, byte @Nullable [] existing, LongSupplier floor) {
        if (existing == null) {
            return RecordFormat.version(merging) > floor.getAsLong() ? merging : null;
        }
        return isHigher(merging, existing) ? merging : existing;
    }

    /**
     * For what a shard keeps under its meta key: the higher term, and always the floor of this side. Records come in any
     * order, so the other side's floor would drop its own documents if it came before them.
     */
    static byte[] meta(byte[] merging, byte @Nullable [] existing) {
        if (existing == null) {
            return RecordFormat.withVersion(merging, 0);
        }
        return RecordFormat.term(merging) > RecordFormat.term(existing)
                ? RecordFormat.withVersion(merging, RecordFormat.version(existing))
                : existing;
    }

    static boolean isHigher(byte[] merging, byte[] existing) {
        int byTerm = Long.compare(RecordFormat.term(merging), RecordFormat.term(existing));
        return byTerm > 0 || (byTerm == 0 && RecordFormat.version(merging) > RecordFormat.version(existing));
    }
}
