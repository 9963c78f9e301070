package dev.lux.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Pointer (RFC 6901) in its string form.
 *
 * @param tokens the reference tokens, unescaped; none for the whole document
 */
public record Pointer(List<String> tokens) {
    /** More tokens than this are refused. */
    public static final int MAX_TOKENS = 64;

    private static final int NO_INDEX = -1;

    public Pointer {
        tokens = List.copyOf(tokens);
    }

    /**
     * Reads the string form.
     *
     * @throws LuxException {@code invalid_request} when it is not empty and does not start with a slash, when a tilde
     *     is not followed by 0 or 1, or when it has more than {@value #MAX_TOKENS} tokens
     */
    public static Pointer parse(String text) {
        if (text.isEmpty()) {
            return new Pointer(List.of());
        }
        if (text.charAt(0) != '/') {
            throw malformed("must be empty or start with /");
        }
        List<String> tokens = new ArrayList<>();
        int from = 1;
        while (from <= text.length()) {
            if (tokens.size() == MAX_TOKENS) {
                throw malformed("must have at most " + MAX_TOKENS + " tokens");
            }
            int slash = text.indexOf('/', from);
            int to = slash < 0 ? text.length() : slash;
            tokens.add(unescape(text.substring(from, to)));
            from = to + 1;
        }
        return new Pointer(tokens);
    }

    private static String unescape(String token) {
        if (token.indexOf('~') < 0) {
            return token;
        }
        StringBuilder out = new StringBuilder(token.length());
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c == '~') {
                i++;
                char escape = i < token.length() ? token.charAt(i) : ' ';
                if (escape != '0' && escape != '1') {
                    throw malformed("may have ~ only as ~0 or ~1");
                }
                c = escape == '0' ? '~' : '/';
            }
            out.append(c);
        }
        return out.toString();
    }

    private static LuxException malformed(String what) {
        return new LuxException(ErrorCode.INVALID_REQUEST, "A JSON Pointer " + what + ".");
    }

    /** What it points to; null when that does not exist. {@code -} in an array never exists. */
    public @Nullable JsonNode find(JsonNode document) {
        JsonNode node = document;
        for (String token : tokens) {
            JsonNode child = child(node, token);
            if (child == null) {
                return null;
            }
            node = child;
        }
        return node;
    }

    private static @Nullable JsonNode child(JsonNode node, String token) {
        if (node.isObject()) {
            return node.get(token);
        }
        int index = node.isArray() ? index(token) : NO_INDEX;
        return index < 0 ? null : node.get(index);
    }

    /** An array index (RFC 6901, section 4: digits, no leading zero), or a negative number. */
    static int index(String token) {
        int length = token.length();
        if (length == 0 || length > 9 || (length > 1 && token.charAt(0) == '0')) {
            return NO_INDEX;
        }
        int index = 0;
        for (int i = 0; i < length; i++) {
            char c = token.charAt(i);
            if (c < '0' || c > '9') {
                return NO_INDEX;
            }
            index = index * 10 + c - '0';
        }
        return index;
    }

    boolean isRoot() {
        return tokens.isEmpty();
    }

    Pointer parent() {
        return new Pointer(tokens.subList(0, tokens.size() - 1));
    }

    String last() {
        return tokens.get(tokens.size() - 1);
    }

    /** Whether the other one points to something inside of what this one points to. */
    boolean isProperPrefixOf(Pointer other) {
        int size = tokens.size();
        return size < other.tokens.size() && tokens.equals(other.tokens.subList(0, size));
    }

    /** The string form. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (String token : tokens) {
            out.append('/').append(token.replace("~", "~0").replace("/", "~1"));
        }
        return out.toString();
    }
}
