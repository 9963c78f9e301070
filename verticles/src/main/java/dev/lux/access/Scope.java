package dev.lux.access;

import dev.lux.document.Pattern;
import dev.lux.error.LuxException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Some rights on the documents of one pattern, written {@code read:incident-*} or {@code read,write:incident-*}. The text
 * is a scope token of OAuth 2.0 (RFC 6749, section 3.3).
 *
 * @param rights at least one
 */
public record Scope(Set<Right> rights, Pattern pattern) {
    public Scope {
        if (rights.isEmpty()) {
            throw new IllegalArgumentException("a scope names a right");
        }
        rights = Collections.unmodifiableSet(EnumSet.copyOf(rights));
    }

    /** The scope that a text says; empty when it says none, as scopes that are meant for others do. */
    public static Optional<Scope> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        Set<Right> rights = EnumSet.noneOf(Right.class);
        for (String word : text.substring(0, colon).split(",", -1)) {
            Optional<Right> right = Right.of(word);
            if (right.isEmpty()) {
                return Optional.empty();
            }
            rights.add(right.get());
        }
        try {
            return Optional.of(new Scope(rights, Pattern.parse(text.substring(colon + 1))));
        } catch (LuxException notAPattern) {
            return Optional.empty();
        }
    }

    /** Whether it gives this right on everything that {@code asked} matches. */
    boolean allows(Right right, Pattern asked) {
        return rights.contains(right) && pattern.contains(asked);
    }

    @Override
    public String toString() {
        return rights.stream().map(Right::word).collect(Collectors.joining(",")) + ":" + pattern;
    }
}
