package dev.lux.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** What a person, or the command itself, wants to know of something the broker sent. Absent things are empty. */
record Facts(JsonNode root) {
    private static final JsonMapper MAPPER = new JsonMapper();

    static Facts of(byte[] json) {
        try {
            JsonNode root = MAPPER.readTree(json);
            return new Facts(root == null ? MissingNode.getInstance() : root);
        } catch (IOException e) {
            return new Facts(MissingNode.getInstance());
        }
    }

    static Facts of(String json) {
        try {
            return new Facts(MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            return new Facts(MissingNode.getInstance());
        }
    }

    String text(String name) {
        return root.path(name).asText("");
    }

    long number(String name) {
        return root.path(name).asLong(0);
    }

    boolean flag(String name) {
        return root.path(name).asBoolean(false);
    }

    String by() {
        return Text.visible(root.path("meta").path("by").asText(""));
    }

    /** Whether the holder of its lease is silent. */
    boolean isStale() {
        return root.path("meta").has("stale");
    }

    /** How long it has been so. */
    String staleFor(Instant now) {
        return age(root.path("meta").path("stale").path("since").asText(""), now);
    }

    /** How long ago it was written; empty when it does not say. */
    String age(Instant now) {
        return age(root.path("meta").path("at").asText(""), now);
    }

    private static String age(String at, Instant now) {
        try {
            return at.isEmpty() ? "" : Text.age(Duration.between(Instant.parse(at), now));
        } catch (DateTimeParseException e) {
            return "";
        }
    }

    /** The document's own summary, or else all of it on one line. */
    String summary() {
        JsonNode data = root.path("data");
        JsonNode summary = data.path("summary");
        return Text.visible(summary.isTextual() ? summary.textValue() : data.toString());
    }
}
