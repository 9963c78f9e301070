package dev.lux.json;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import java.util.ArrayList;
import java.util.List;

/** The elements of one JSON array, each proven valid and without white space, in one pass. */
public final class JsonElements {
    private JsonElements() {}

    /**
     * Splits the array. The depth limit applies to each element by itself; the array around them does not count.
     *
     * @param what how the detail of a refusal names the array, such as {@code "writes"}
     * @return the elements in order, each in an array of its own
     * @throws LuxException as {@link JsonText#minify}; {@code invalid_request} when the value is not an array;
     *     {@code tooMany} when it has more than {@code maxElements}
     */
    public static List<byte[]> parse(
            byte[] in, int from, int to, JsonLimits limits, String what, int maxElements, ErrorCode tooMany) {
        JsonScanner scanner = new JsonScanner(in, from, to, limits);
        List<Slice> slices = new ArrayList<>();
        boolean isArray = scanner.array(slice -> {
            if (slices.size() == maxElements) {
                throw new LuxException(tooMany, what + " must have at most " + maxElements + " elements.");
            }
            slices.add(slice);
        });
        if (!isArray) {
            throw new LuxException(ErrorCode.INVALID_REQUEST, what + " must be an array.");
        }
        return slices.stream().map(scanner::text).toList();
    }
}
