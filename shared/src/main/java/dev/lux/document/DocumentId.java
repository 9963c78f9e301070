package dev.lux.document;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;

/** The alphabet of document ids: {@code [A-Za-z0-9][A-Za-z0-9._:~-]{0,127}}, and {@code stream} is reserved. */
public final class DocumentId {
    /** The longest id, in characters, which are bytes too. */
    public static final int MAX_LENGTH = 128;

    private static final String RESERVED = "stream";

    private DocumentId() {}

    /** @throws LuxException {@code invalid_id} when {@code id} is not one */
    public static String require(String id) {
        if (!isValid(id)) {
            throw new LuxException(ErrorCode.INVALID_ID, ErrorCode.INVALID_ID.whatToDo());
        }
        return id;
    }

    public static boolean isValid(String id) {
        return isPrefix(id) && !id.isEmpty() && !id.equals(RESERVED);
    }

    /** Whether some id could start with {@code prefix}; the empty prefix included. */
    static boolean isPrefix(String prefix) {
        if (prefix.length() > MAX_LENGTH || (!prefix.isEmpty() && !isAlphanumeric(prefix.charAt(0)))) {
            return false;
        }
        for (int i = 1; i < prefix.length(); i++) {
            char c = prefix.charAt(i);
            if (!isAlphanumeric(c) && "._:~-".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
