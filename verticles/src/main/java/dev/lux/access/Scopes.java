package dev.lux.access;

import dev.lux.document.Pattern;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

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

    @Override
    public String toString() {
        return all.stream().map(Scope::toString).collect(Collectors.joining(" "));
    }
}
