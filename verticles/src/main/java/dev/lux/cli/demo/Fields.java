package dev.lux.cli.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a document in the order of its members. */
final class Fields {
    private final Map<String, Object> members = new LinkedHashMap<>();

    /** Adds a member; an absent value adds none. */
    Fields with(String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    Map<String, Object> summary(String summary) {
        return with("summary", summary).members;
    }
}
