package dev.lux.json;

/**
 * One JSON value as bytes: proven valid (RFC 8259, in UTF-8, strict) and freed of insignificant white space, in one
 * pass and without a tree. Digits, key order and escapes stay as they came.
 */
public final class JsonText {
    private JsonText() {}

    /**
     * The value between {@code from} inclusive and {@code to} exclusive. Scalars and {@code null} are values too.
     *
     * @return the value's bytes; {@code in} itself when it is the value and has no white space to remove
     * @throws dev.lux.error.LuxException {@code invalid_json} (also: empty, trailing bytes, byte order mark, invalid
     *     UTF-8, half a surrogate pair in escapes), {@code duplicate_key} (compared after unescaping),
     *     {@code json_too_deep}, {@code number_too_long}
     */
    public static byte[] minify(byte[] in, int from, int to, JsonLimits limits) {
        JsonScanner scanner = new JsonScanner(in, from, to, limits);
        Slice value = scanner.document();
        return value.from() == 0 && value.to() == in.length && !value.hasGaps() ? in : scanner.text(value);
    }

    /** {@link #minify(byte[], int, int, JsonLimits)} of the whole array. */
    public static byte[] minify(byte[] in, JsonLimits limits) {
        return minify(in, 0, in.length, limits);
    }
}
