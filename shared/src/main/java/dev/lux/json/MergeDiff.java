package dev.lux.json;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The merge patch (RFC 7396) that makes one JSON object of another. It is found in one pass over the bytes of both,
 * without trees, and is exact or not there: {@link MergePatch#apply} makes of {@code before} the members of
 * {@code after}, in their order and with all their digits; only escapes may be spelled as they were before.
 *
 * <p>What a merge patch can't say: a member that becomes {@code null}, or gets one somewhere within its objects; members
 * in another order; a new member before one that was there. Arrays are replaced whole.
 *
 * <p>Recurses once per level of nesting, which {@link JsonLimits} has bounded.
 */
public final class MergeDiff {
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final MinifiedMembers before;
    private final MinifiedMembers after;
    private final BoundedBytes out;

    private MergeDiff(byte[] before, byte[] after, int maxBytes) {
        this.before = new MinifiedMembers(before);
        this.after = new MinifiedMembers(after);
        this.out = new BoundedBytes(maxBytes);
    }

    /**
     * The patch, without white space; {@code null} when there is no exact one, or none so short, or when one of the two
     * is no object.
     *
     * @param before one JSON value as {@link JsonText}, {@link JsonMembers} or {@link JsonTree#write} gives it
     * @param after the same
     * @param maxBytes the longest patch that is wanted
     */
    public static byte @Nullable [] between(byte[] before, byte[] after, int maxBytes) {
        MergeDiff diff = new MergeDiff(before, after, maxBytes);
        boolean areObjects = diff.before.isObject() && diff.after.isObject();
        return areObjects && diff.object() ? diff.out.toByteArray() : null;
    }

    /** Reads an object of each and writes what has changed. @return whether that can be said */
    private boolean object() {
        before.open();
        after.open();
        out.add('{');
        Set<String> removed = Set.of();
        boolean more = after.nextKey();
        while (before.nextKey()) {
            if (more && before.hasSameKey(after)) {
                if (!changed()) {
                    return false;
                }
                more = after.nextKey();
            } else {
                removed = removed.isEmpty() ? new HashSet<>() : removed;
                removed.add(before.key());
                key(before);
                out.add(NULL, 0, NULL.length);
                before.skipValue();
            }
        }
        while (more) {
            // One that was there is not new: it has moved.
            if ((!removed.isEmpty() && removed.contains(after.key())) || !replaced()) {
                return false;
            }
            more = after.nextKey();
        }
        out.add('}');
        return out.fit();
    }

    /** A member that both have. */
    private boolean changed() {
        if (!before.isObject() || !after.isObject()) {
            return before.skipSameValue(after) || replaced();
        }
        int size = out.size();
        key(after);
        int empty = out.size() + "{}".length();
        boolean said = object();
        if (out.size() == empty) {
            out.takeBack(size);
        }
        return said;
    }

    /** A member of {@code after} that takes the place of none, or of one of which no part stays. */
    private boolean replaced() {
        key(after);
        int from = after.at();
        if (!skipSayable()) {
            return false;
        }
        after.copySince(from, out);
        return out.fit();
    }

    /** Skips a value. @return whether it has no {@code null} that a patch would take for a removal */
    private boolean skipSayable() {
        if (after.isNull()) {
            return false;
        }
        if (!after.isObject()) {
            after.skipValue();
            return true;
        }
        after.open();
        while (after.nextKey()) {
            if (!skipSayable()) {
                return false;
            }
        }
        return true;
    }

    private void key(MinifiedMembers members) {
        if (!out.endsWith('{')) {
            out.add(',');
        }
        members.copyKey(out);
    }
}
