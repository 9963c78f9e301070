package dev.lux.access;

import dev.lux.document.Pattern;
import dev.lux.error.LuxException;
import dev.lux.json.Part;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Some rights on the documents of one pattern, written {@code read:incident-*} or {@code read,write:incident-*}; behind
 * a {@code #}, on a part of each of them: {@code write:incident-*#/status,/owner}. The text is a scope token of OAuth 2.0
 * (RFC 6749, section 3.3).
 *
 * @param rights at least one; with a rule, {@link Right#READ} or {@link Right#WRITE} is among them and
 *     {@link Right#ADMIN} is not
 * @param rule on which part of the documents they may be read and written; {@code null}: on all of them
 */
public record Scope(
        Set<Right> rights, Pattern pattern, @Nullable PartRule rule) {
    public Scope {
        if (rights.isEmpty()) {
            throw new IllegalArgumentException("a scope names a right");
        }
        rights = Collections.unmodifiableSet(EnumSet.copyOf(rights));
        boolean ruled = rights.stream().anyMatch(Right::isOfParts);
        if (rule != null && (!ruled || rights.contains(Right.ADMIN))) {
            throw new IllegalArgumentException("a rule is on reading and writing");
        }
    }

    /** On whole documents. */
    public Scope(Set<Right> rights, Pattern pattern) {
        this(rights, pattern, null);
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
        int hash = text.indexOf('#', colon);
        PartRule rule = null;
        if (hash >= 0) {
            Optional<PartRule> said = PartRule.parse(text.substring(hash + 1));
            if (said.isEmpty()) {
                return Optional.empty();
            }
            rule = said.get();
        }
        try {
            Pattern pattern = Pattern.parse(text.substring(colon + 1, hash < 0 ? text.length() : hash));
            return Optional.of(new Scope(rights, pattern, rule));
        } catch (LuxException | IllegalArgumentException notAScope) {
            return Optional.empty();
        }
    }

    /** Whether it gives this right on everything that {@code asked} matches. */
    boolean allows(Right right, Pattern asked) {
        return rights.contains(right) && pattern.contains(asked);
    }

    /** Of these rights alone, on the same part. */
    Scope with(Set<Right> some) {
        return new Scope(some, pattern, some.stream().anyMatch(Right::isOfParts) ? rule : null);
    }

    /** On which part of its documents. */
    Part part() {
        return rule == null ? Part.ALL : rule.part();
    }

    @Override
    public String toString() {
        return rights.stream().map(Right::word).collect(Collectors.joining(",")) + ":" + pattern
                + (rule == null ? "" : "#" + rule);
    }
}
