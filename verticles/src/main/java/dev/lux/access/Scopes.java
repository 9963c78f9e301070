package dev.lux.access;

import dev.lux.document.Pattern;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that a credential allows. A pattern is allowed when one scope contains the whole of it: what is asked for is
 * allowed as it is or not at all, never narrowed.
 */
public record Scopes(List<Scope> all) {
    /** Everything. */
    public static final Scopes ALL = new Scopes(List.of(new Scope(EnumSet.allOf(Right.class), new Pattern("", true))));

    /** Nothing. */
    public static final Scopes NONE = new Scopes(List.of());

    public Scopes {
        all = List.copyOf(all);
    }

    /** Whether this right is given on everything that {@code asked} matches. */
    public boolean allow(Right right, Pattern asked) {
        for (Scope scope : all) {
            if (scope.allows(right, asked)) {
                return true;
            }
        }
        return false;
    }

    /** What both allow. */
    public Scopes and(Scopes other) {
        return new Scopes(Stream.concat(within(other), other.within(this))
                .distinct()
                .sorted(Comparator.comparing(Scope::toString))
                .toList());
    }

    /** Of each scope the rights that {@code other} gives on the whole of it. Of two patterns that meet, one contains the other. */
    private Stream<Scope> within(Scopes other) {
        return all.stream().flatMap(scope -> {
            Set<Right> rights = scope.rights().stream()
                    .filter(right -> other.allow(right, scope.pattern()))
                    .collect(Collectors.toSet());
            return rights.isEmpty() ? Stream.empty() : Stream.of(new Scope(rights, scope.pattern()));
        });
    }

    @Override
    public String toString() {
        return all.stream().map(Scope::toString).collect(Collectors.joining(" "));
    }
}
