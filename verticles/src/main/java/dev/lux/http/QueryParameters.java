package dev.lux.http;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.wire.PercentEncoding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a request's query, each known and, unless it is a list, given once. Immutable. */
public final class QueryParameters {
    private final Map<String, List<String>> values;

    private QueryParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Reads a query.
     *
     * @param uri the request target as it came
     * @param single parameters that may come once
     * @param lists parameters that may come several times
     * @throws LuxException {@code unknown_key} for another parameter, {@code invalid_request} for one that comes twice,
     *     or for broken percent-encoding
     */
    public static QueryParameters parse(String uri, Set<String> single, Set<String> lists) {
        int question = uri.indexOf('?');
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (question < 0 || question == uri.length() - 1) {
            return new QueryParameters(values);
        }
        for (String pair : uri.substring(question + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (!single.contains(name) && !lists.contains(name)) {
                throw new LuxException(ErrorCode.UNKNOWN_KEY, "The query has a parameter that is not known here.");
            }
            List<String> ofName = values.computeIfAbsent(name, key -> new ArrayList<>(1));
            if (!ofName.isEmpty() && !lists.contains(name)) {
                throw new LuxException(ErrorCode.INVALID_REQUEST, "The parameter " + name + " comes twice.");
            }
            ofName.add(value);
        }
        return new QueryParameters(values);
    }

    /** Refuses any parameter. */
    static void requireNone(String uri) {
        parse(uri, Set.of(), Set.of());
    }

    /** The value of a parameter that may come once; {@code null} when it did not come. */
    public @Nullable String get(String name) {
        List<String> ofName = values.get(name);
        return ofName == null ? null : ofName.get(0);
    }

    /** All values of a parameter, in order. */
    public List<String> all(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    private static String decode(String encoded) {
        return PercentEncoding.decode(encoded)
                .orElseThrow(
                        () -> new LuxException(ErrorCode.INVALID_REQUEST, "The query is not percent-encoded UTF-8."));
    }
}
