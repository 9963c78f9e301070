package dev.lux.harness.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * One HTTP answer.
 *
 * @param headers by lower-case name
 */
public record Reply(int status, Map<String, List<String>> headers, String body) {

    static Reply of(int status, Map<String, List<String>> headers, byte[] body) {
        return new Reply(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    /** The values of a header joined by a comma, or the empty string. */
    public String header(String name) {
        return String.join(", ", headers.getOrDefault(name, List.of()));
    }

    public JsonNode json() {
        return Json.parse(body);
    }

    /** The error code of a problem, or the empty string. */
    public String code() {
        return header("content-type").startsWith("application/problem+json")
                ? json().path("code").asText()
                : "";
    }

    /** The version in the ETag. */
    public long version() {
        String tag = header("etag");
        if (!tag.matches("\"\\d+\"")) {
            throw new IllegalStateException("no version in the ETag [" + tag + "] of " + this);
        }
        return Long.parseLong(tag.substring(1, tag.length() - 1));
    }

    public boolean ok() {
        return status >= 200 && status < 300;
    }
}
