package dev.lux.json;

import dev.lux.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one JSON text: proves that it is valid and remembers where its white space is. Builds nothing. Recurses
 * once per level of nesting, which {@link JsonLimits} bounds.
 */
final class JsonScanner {
    /** Takes the members of the outermost object, in order. */
    interface MemberSink {
        /**
         * One member.
         *
         * @param keyFrom the first byte of the key after its opening quote
         * @param keyTo the key's closing quote
         */
        void member(int keyFrom, int keyTo, Slice value);
    }

    /** Takes the elements of the outermost array, in order. */
    interface ElementSink {
        void element(Slice value);
    }

    private final byte[] in;
    private final int from;
    private final JsonLimits limits;
    private final JsonTokens tokens;
    private final SeenKeys keys = new SeenKeys();
    private final Gaps gaps = new Gaps();

    JsonScanner(byte[] in, int from, int to, JsonLimits limits) {
        if (from < 0 || from > to || to > in.length) {
            throw new IndexOutOfBoundsException("from " + from + " to " + to + " of " + in.length);
        }
        this.in = in;
        this.from = from;
        this.limits = limits;
        this.tokens = new JsonTokens(in, from, to, limits);
    }

    /** Reads the whole text, which must be one value. */
    Slice document() {
        begin();
        Slice value = valueSlice(limits.maxDepth());
        end();
        return value;
    }

    /**
     * Reads the whole text as one object whose members may each nest as deep as the limit allows.
     *
     * @return false, having read the whole text, when it is another kind of value
     */
    boolean object(MemberSink sink) {
        begin();
        if (tokens.peek() != '{') {
            value(limits.maxDepth());
            end();
            return false;
        }
        object(limits.maxDepth(), sink);
        end();
        return true;
    }

    /**
     * Reads the whole text as one array whose elements may each nest as deep as the limit allows.
     *
     * @return false, having read the whole text, when it is another kind of value
     */
    boolean array(ElementSink sink) {
        begin();
        if (tokens.peek() != '[') {
            value(limits.maxDepth());
            end();
            return false;
        }
        array(limits.maxDepth(), sink);
        end();
        return true;
    }

    /** The slice's bytes without white space: a new array. */
    byte[] text(Slice slice) {
        return gaps.without(in, slice);
    }

    private void begin() {
        if (tokens.peek() == 0xef) {
            throw tokens.invalid(from, "a byte order mark, or a character outside of a string");
        }
        tokens.space(gaps);
    }

    private void end() {
        tokens.space(gaps);
        if (tokens.peek() != JsonTokens.END) {
            throw tokens.expected("the end");
        }
    }

    private Slice valueSlice(int depthLeft) {
        int firstGap = gaps.mark();
        int start = tokens.at();
        value(depthLeft);
        return new Slice(start, tokens.at(), firstGap, gaps.mark());
    }

    private void value(int depthLeft) {
        switch (tokens.peek()) {
            case '{' -> object(deeper(depthLeft), null);
            case '[' -> array(deeper(depthLeft), null);
            case '"' -> tokens.string();
            case 't' -> tokens.literal("true");
            case 'f' -> tokens.literal("false");
            case 'n' -> tokens.literal("null");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> tokens.number();
            default -> throw tokens.expected("a value");
        }
    }

    private int deeper(int depthLeft) {
        if (depthLeft == 0) {
            throw tokens.fail(ErrorCode.JSON_TOO_DEEP, tokens.at(), "nested more than " + limits.maxDepth() + " deep");
        }
        return depthLeft - 1;
    }

    private void object(int depthLeft, @Nullable MemberSink sink) {
        int base = keys.open();
        tokens.skip();
        tokens.space(gaps);
        if (tokens.peek() == '}') {
            tokens.skip();
            return;
        }
        while (true) {
            int keyFrom = tokens.at() + 1;
            key(base);
            int keyTo = tokens.at() - 1;
            tokens.space(gaps);
            if (tokens.peek() != ':') {
                throw tokens.expected("a colon");
            }
            tokens.skip();
            tokens.space(gaps);
            if (sink == null) {
                value(depthLeft);
            } else {
                sink.member(keyFrom, keyTo, valueSlice(depthLeft));
            }
            if (closes('}')) {
                keys.close(base);
                return;
            }
        }
    }

    private void key(int base) {
        if (tokens.peek() != '"') {
            throw tokens.expected("a key in double quotes");
        }
        int open = tokens.at();
        boolean escaped = tokens.string();
        byte[] text = in;
        int keyFrom = open + 1;
        int keyTo = tokens.at() - 1;
        if (escaped) {
            text = JsonStrings.decode(in, keyFrom, keyTo).getBytes(StandardCharsets.UTF_8);
            keyFrom = 0;
            keyTo = text.length;
        }
        if (!keys.add(base, text, keyFrom, keyTo)) {
            throw tokens.fail(ErrorCode.DUPLICATE_KEY, open, "a key that this object has already");
        }
    }

    private void array(int depthLeft, @Nullable ElementSink sink) {
        tokens.skip();
        tokens.space(gaps);
        if (tokens.peek() == ']') {
            tokens.skip();
            return;
        }
        while (true) {
            if (sink == null) {
                value(depthLeft);
            } else {
                sink.element(valueSlice(depthLeft));
            }
            if (closes(']')) {
                return;
            }
        }
    }

    /** After a value: its container's end (true), or a comma and white space. */
    private boolean closes(char close) {
        tokens.space(gaps);
        int next = tokens.peek();
        if (next != close && next != ',') {
            throw tokens.expected("a comma or " + close);
        }
        tokens.skip();
        if (next == close) {
            return true;
        }
        tokens.space(gaps);
        return false;
    }
}
