package dev.lux.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An answer as it came over the wire. Header names are in lower case. */
record Response(int status, Map<String, List<String>> headers, String body) {
    String header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.isEmpty() ? null : String.join(", ", values);
    }

    /** The {@code code} of a problem document, or null. */
    String code() {
        int at = body.indexOf("\"code\":\"");
        return at < 0 ? null : body.substring(at + 8, body.indexOf('"', at + 8));
    }

    long version() {
        return Long.parseLong(header("etag").replace("\"", ""));
    }
}
