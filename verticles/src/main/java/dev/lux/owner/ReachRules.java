package dev.lux.owner;

import dev.lux.command.Reach;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.json.JsonTree;
import dev.lux.json.Part;
import dev.lux.limits.Limits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Judges writes that may not know or change all of a document. Such a write is applied to what its writer sees of the
 * document, and to nothing else; then it is looked at what has changed of that; then the rest of the document is put
 * around it again. So the outcome follows from what the writer sees.
 */
final class ReachRules {
    /**
     * A document may be so many times as large as the limit when what its writer sees of it is within the limit: else it
     * would learn how much there is that it does not see.
     */
    static final int LARGER = 2;

    private final Limits limits;

    ReachRules(Limits limits) {
        this.limits = limits;
    }

    /** What the write is applied to. */
    static byte @Nullable [] seen(@Nullable Reach reach, byte @Nullable [] whole) {
        return reach == null || whole == null ? whole : reach.sees().viewOf(whole);
    }

    /**
     * The new document.
     *
     * @param whole the document, {@code null} when it is absent
     * @param seen what the writer sees of it
     * @param next what the write makes of that; {@code null}: deleted
     * @throws LuxException {@code forbidden}, {@code document_too_large}
     */
    byte @Nullable [] next(
            Write write, Reach reach, byte @Nullable [] whole, byte @Nullable [] seen, byte @Nullable [] next) {
        if (next == null) {
            if (!mayDelete(reach, seen)) {
                throw forbidden();
            }
            return null;
        }
        boolean within = reach.sees().restOf(next).length == 0
                && (write.kind() != WriteKind.MERGE_PATCH || reach.sees().covers(JsonTree.read(write.body())))
                && Arrays.equals(kept(reach.changes(), seen), kept(reach.changes(), next));
        if (!within) {
            throw forbidden();
        }
        byte[] joined = whole == null ? next : reach.sees().join(whole, next);
        if (joined.length > (long) LARGER * limits.documentBytes()) {
            throw new LuxException(ErrorCode.DOCUMENT_TOO_LARGE, ErrorCode.DOCUMENT_TOO_LARGE.whatToDo());
        }
        return joined;
    }

    /** Whether the document may be deleted; who may neither see nor change all of it may not, whatever is there. */
    static boolean mayDelete(@Nullable Reach reach, byte @Nullable [] seen) {
        return reach == null
                || reach.changes().isAll()
                || (reach.sees().isAll() && kept(reach.changes(), seen).length == 0);
    }

    /** What must stay as it is: values with their digits, members in their order; escapes may be spelled anew. */
    private static byte[] kept(Part changes, byte @Nullable [] document) {
        byte[] rest = document == null ? new byte[0] : changes.restOf(document);
        return rest.length == 0 ? rest : JsonTree.write(JsonTree.read(rest));
    }

    private static LuxException forbidden() {
        return new LuxException(
                ErrorCode.FORBIDDEN, "The write touches a part of the document on which no scope gives the right.");
    }
}
