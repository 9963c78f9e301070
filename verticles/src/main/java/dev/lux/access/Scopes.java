package dev.lux.access;

import dev.lux.document.DocumentParts;
import dev.lux.document.Pattern;
import dev.lux.json.Part;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a credential allows. A pattern is allowed when one scope contains the whole of it: what is asked for is
 * allowed as it is or not at all, never narrowed. Of a document, the parts that its scopes give add up. Immutable.
 */
public final class Scopes {
    /** Everything. */
    public static final Scopes ALL = new Scopes(List.of(new Scope(EnumSet.allOf(Right.class), new Pattern("", true))));

    /** Nothing. */
    public static final Scopes NONE = new Scopes(List.of());

    private final List<Scope> all;
    private final boolean haveRules;
    private final DocumentParts readable;
    private final DocumentParts writable;

    public Scopes(List<Scope> all) {
        this.all = List.copyOf(all);
        this.haveRules = all.stream().anyMatch(scope -> scope.rule() != null);
        this.readable = haveRules ? parts(all, Right.READ) : DocumentParts.WHOLE;
        this.writable = haveRules ? parts(all, Right.WRITE) : DocumentParts.WHOLE;
    }

    public List<Scope> all() {
        return all;
    }

    /** Whether this right is given on everything that {@code asked} matches, or on a part of each. */
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

    /** Of each scope the rights that {@code other} gives on all that it names. Of two patterns that meet, one contains the other. */
    private Stream<Scope> within(Scopes other) {
        return all.stream().flatMap(scope -> {
            Set<Right> rights = scope.rights().stream()
                    .filter(right -> other.allowAll(right, scope))
                    .collect(Collectors.toSet());
            return rights.isEmpty() ? Stream.empty() : Stream.of(scope.with(rights));
        });
    }

    /** Whether this right is given on all that a scope names. */
    private boolean allowAll(Right right, Scope scope) {
        if (!allow(right, scope.pattern())) {
            return false;
        }
        Part given = parts(all, right).of(scope.pattern());
        return !right.isOfParts() || given.or(scope.part()).equals(given);
    }

    /** Whether any right is on a part of documents only. */
    public boolean haveRules() {
        return haveRules;
    }

    /** Of which documents which part may be read; {@link DocumentParts#WHOLE} when there is no rule at all. */
    public DocumentParts readable() {
        return readable;
    }

    /** Of which documents which part may be written. */
    DocumentParts writable() {
        return writable;
    }

    private static DocumentParts parts(List<Scope> all, Right right) {
        return new DocumentParts(all.stream()
                .filter(scope -> scope.rights().contains(right))
                .map(scope -> new DocumentParts.Given(scope.pattern(), scope.part()))
                .toList());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Scopes scopes && all.equals(scopes.all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    @Override
    public String toString() {
        return all.stream().map(Scope::toString).collect(Collectors.joining(" "));
    }
}
