package dev.lux.document;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;

/**
 * What a subscription or a list asks for: one id, or every id with a prefix.
 *
 * @param text the id or the prefix, without the star
 * @param isPrefix whether every id that starts with {@code text} matches
 */
public record Pattern(String text, boolean isPrefix) {
    /**
     * @param match an id, or a prefix of one that ends in {@code *}
     * @throws LuxException {@code invalid_pattern} when it is neither
     */
    public static Pattern parse(String match) {
        boolean isPrefix = match.endsWith("*");
        String text = isPrefix ? match.substring(0, match.length() - 1) : match;
        if (isPrefix ? !DocumentId.isPrefix(text) : !DocumentId.isValid(text)) {
            throw new LuxException(ErrorCode.INVALID_PATTERN, ErrorCode.INVALID_PATTERN.whatToDo());
        }
        return new Pattern(text, isPrefix);
    }

    /** The pattern of one id that is known to be valid. */
    public static Pattern ofId(String id) {
        return new Pattern(id, false);
    }

    public boolean matches(String id) {
        return isPrefix ? id.startsWith(text) : id.equals(text);
    }

    /** Whether every id that {@code other} matches is matched by this pattern too. */
    public boolean contains(Pattern other) {
        return isPrefix ? other.text.startsWith(text) : equals(other);
    }

    /** As a client writes it. */
    public String match() {
        return isPrefix ? text + "*" : text;
    }

    @Override
    public String toString() {
        return match();
    }
}
