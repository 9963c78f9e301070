package dev.lux.replica;

import dev.lux.document.DocumentParts;
import dev.lux.document.Pattern;
import dev.lux.json.Part;

/**
 * Which part of which documents a stream may see. Frames are shared between streams that may see the same part of a
 * document.
 *
 * @param isWhole whether it is everything, which is all that deliveries of streams without rules look at
 */
public record View(DocumentParts parts, boolean isWhole) {
    /** Everything. */
    public static final View WHOLE = new View(DocumentParts.WHOLE, true);

    /** The view of these parts; {@link #WHOLE} when they are all. */
    public static View of(DocumentParts parts) {
        return parts.equals(DocumentParts.WHOLE) ? WHOLE : new View(parts, false);
    }

    /** Whether it shows a document as it is. */
    public boolean showsAllOf(String id) {
        return isWhole || of(id).isAll();
    }

    /** What of a document it shows. */
    Part of(String id) {
        return parts.of(Pattern.ofId(id));
    }
}
