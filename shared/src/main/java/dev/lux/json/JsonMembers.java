package dev.lux.json;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object, each value proven valid, in one pass and without a tree.
 *
 * <p>Keeps a reference to the parsed bytes, which must not change meanwhile. Immutable otherwise.
 */
public final class JsonMembers {
    private static final long MAX_INTEGER = (1L << 53) - 1;
    private static final int MAX_NAMED_KEY = 64;

    private final byte[] in;
    private final JsonScanner scanner;
    private final Map<String, Slice> members;

    private JsonMembers(byte[] in, JsonScanner scanner, Map<String, Slice> members) {
        this.in = in;
        this.scanner = scanner;
        this.members = members;
    }

    /**
     * Reads the object between {@code from} inclusive and {@code to} exclusive. The depth limit applies to the value of
     * each member by itself: the object around them does not count.
     *
     * @throws LuxException as {@link JsonText#minify}; {@code invalid_request} when the value is not an object
     */
    public static JsonMembers parse(byte[] in, int from, int to, JsonLimits limits) {
        JsonScanner scanner = new JsonScanner(in, from, to, limits);
        Map<String, Slice> members = new LinkedHashMap<>();
        boolean isObject =
                scanner.object((keyFrom, keyTo, value) -> members.put(JsonStrings.decode(in, keyFrom, keyTo), value));
        if (!isObject) {
            throw new LuxException(ErrorCode.INVALID_REQUEST, "It must be a JSON object.");
        }
        return new JsonMembers(in, scanner, members);
    }

    /** {@link #parse(byte[], int, int, JsonLimits)} of the whole array. */
    public static JsonMembers parse(byte[] in, JsonLimits limits) {
        return parse(in, 0, in.length, limits);
    }

    /** The keys, unescaped, in the order of the text. */
    public Set<String> names() {
        return Collections.unmodifiableSet(members.keySet());
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** The value without white space, in a new array; null when absent. JSON's {@code null} is four bytes. */
    public byte @Nullable [] get(String name) {
        Slice slice = members.get(name);
        return slice == null ? null : scanner.text(slice);
    }

    /** Refuses keys that are not known: {@code unknown_key} with the first of them. */
    public void requireOnly(Set<String> known) {
        for (String name : members.keySet()) {
            if (!known.contains(name)) {
                throw new LuxException(ErrorCode.UNKNOWN_KEY, "The key " + printable(name) + " is not known here.");
            }
        }
    }

    /** The member as a string, unescaped; null when absent. Anything else, null included, is invalid_request. */
    public @Nullable String string(String name) {
        Slice slice = members.get(name);
        if (slice == null) {
            return null;
        }
        if (in[slice.from()] != '"') {
            throw new LuxException(ErrorCode.INVALID_REQUEST, name + " must be a string.");
        }
        return JsonStrings.decode(in, slice.from() + 1, slice.to() - 1);
    }

    /**
     * The member as an integer from 0 to 2^53 - 1, in digits only; null when absent. Anything else, null included, is
     * {@code invalid_request}.
     */
    public @Nullable Long integer(String name) {
        Slice slice = members.get(name);
        if (slice == null) {
            return null;
        }
        int length = slice.to() - slice.from();
        long value = 0;
        for (int i = slice.from(); i < slice.to() && value >= 0; i++) {
            boolean digit = in[i] >= '0' && in[i] <= '9' && length <= 16;
            value = digit ? value * 10 + in[i] - '0' : -1;
        }
        if (value < 0 || value > MAX_INTEGER) {
            throw new LuxException(ErrorCode.INVALID_REQUEST, name + " must be an integer from 0 to 2^53 - 1.");
        }
        return value;
    }

    /** The member as a boolean; null when absent. Anything else, null included, is {@code invalid_request}. */
    public @Nullable Boolean bool(String name) {
        Slice slice = members.get(name);
        if (slice == null) {
            return null;
        }
        return switch (new String(in, slice.from(), 1, StandardCharsets.ISO_8859_1)) {
            case "t" -> true;
            case "f" -> false;
            default -> throw new LuxException(ErrorCode.INVALID_REQUEST, name + " must be true or false.");
        };
    }

    /** A key in quotes for a log line or an answer: short, and without anything that could break either. */
    private static String printable(String key) {
        boolean isLong = key.codePointCount(0, key.length()) > MAX_NAMED_KEY;
        String start = isLong ? key.substring(0, key.offsetByCodePoints(0, MAX_NAMED_KEY)) + "..." : key;
        return JsonStrings.quoteVisibly(start);
    }
}
