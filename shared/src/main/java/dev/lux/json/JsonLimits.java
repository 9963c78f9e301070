package dev.lux.json;

/**
 * How deep and how long JSON may be. Beyond it the answer is {@code json_too_deep} or {@code number_too_long}.
 *
 * @param maxDepth how many arrays and objects may be open at once, 1 to 1000; a scalar has depth 0, {@code []} depth 1
 * @param maxNumberLength characters of one number, sign, point and exponent included, 1 to 1000
 */
public record JsonLimits(int maxDepth, int maxNumberLength) {
    /**
     * The largest absolute exponent, inclusive; beyond it {@code number_too_long}. Short texts such as
     * {@code 1e999999999} would otherwise cost whoever computes with them gigabytes.
     */
    public static final int MAX_EXPONENT = 9999;

    /** Depth 64, numbers of 256 characters. */
    public static final JsonLimits DEFAULT = new JsonLimits(64, 256);

    public JsonLimits {
        // The scanner recurses once per level, and trees are read with the same bound.
        if (maxDepth < 1 || maxDepth > JsonTree.MAX_DEPTH) {
            throw new IllegalArgumentException("maxDepth must be 1 to " + JsonTree.MAX_DEPTH + ", not " + maxDepth);
        }
        if (maxNumberLength < 1 || maxNumberLength > JsonTree.MAX_NUMBER_LENGTH) {
            throw new IllegalArgumentException(
                    "maxNumberLength must be 1 to " + JsonTree.MAX_NUMBER_LENGTH + ", not " + maxNumberLength);
        }
    }
}
