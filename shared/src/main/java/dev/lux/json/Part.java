package dev.lux.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A part of JSON documents, named by members of objects: all, nothing, only what some pointers name, all but that, or
 * what several such parts have together. What a pointer names belongs to the part with everything inside of it, or does
 * not; the longest pointer on the way decides.
 *
 * <p>Pointers name members, never elements of arrays. Where a document has no object on the way to what is named, nobody
 * can say which of it would be meant: so that value belongs to no part that differs within. Immutable; equal when the
 * same places are meant.
 */
public final class Part {
    /** The most tokens of a pointer that names a part. */
    public static final int MAX_DEPTH = 16;

    /** Everything. */
    public static final Part ALL = new Part(true, Map.of());

    /** Nothing. */
    public static final Part NONE = new Part(false, Map.of());

    private final boolean rest;
    private final Map<String, Part> members;
    private final int hash;

    private Part(boolean rest, Map<String, Part> members) {
        this.rest = rest;
        this.members = members;
        this.hash = 31 * members.hashCode() + Boolean.hashCode(rest);
    }

    /**
     * The part of which these are the members.
     *
     * @param rest whether members that are not named belong to it as a whole
     */
    public static Part of(boolean rest, Map<String, Part> members) {
        Part uniform = rest ? ALL : NONE;
        Map<String, Part> different = new HashMap<>(members);
        different.values().removeIf(uniform::equals);
        return different.isEmpty() ? uniform : new Part(rest, Map.copyOf(different));
    }

    /**
     * What the pointers name, and nothing else.
     *
     * @throws IllegalArgumentException when one has more than {@value #MAX_DEPTH} tokens
     */
    public static Part only(Collection<Pointer> pointers) {
        Part part = NONE;
        for (Pointer pointer : pointers) {
            part = part.or(at(pointer.tokens()));
        }
        return part;
    }

    /** Everything but what the pointers name; throws as {@link #only}. */
    public static Part without(Collection<Pointer> pointers) {
        return only(pointers).not();
    }

    private static Part at(List<String> tokens) {
        if (tokens.size() > MAX_DEPTH) {
            throw new IllegalArgumentException("a pointer has at most " + MAX_DEPTH + " tokens");
        }
        Part part = ALL;
        for (int i = tokens.size() - 1; i >= 0; i--) {
            part = of(false, Map.of(tokens.get(i), part));
        }
        return part;
    }

    /** What belongs to one of the two. */
    public Part or(Part other) {
        if (isAll() || other.isNone()) {
            return this;
        }
        if (isNone() || other.isAll()) {
            return other;
        }
        Set<String> names = new HashSet<>(members.keySet());
        names.addAll(other.members.keySet());
        Map<String, Part> both = new HashMap<>();
        names.forEach(name -> both.put(name, member(name).or(other.member(name))));
        return of(rest || other.rest, both);
    }

    /** What does not belong to this. */
    public Part not() {
        Map<String, Part> others = new HashMap<>();
        members.forEach((name, part) -> others.put(name, part.not()));
        return of(!rest, others);
    }

    public boolean isAll() {
        return rest && members.isEmpty();
    }

    public boolean isNone() {
        return !rest && members.isEmpty();
    }

    /** Whether it is all or nothing. */
    boolean isUniform() {
        return members.isEmpty();
    }

    /** Whether members that are not named belong to it. */
    public boolean rest() {
        return rest;
    }

    /** Those that differ from the rest. */
    public Map<String, Part> members() {
        return members;
    }

    /** What of a member's value belongs to it. */
    Part member(String name) {
        return members.getOrDefault(name, rest ? ALL : NONE);
    }

    /**
     * What of a document belongs to this part, with digits, order and escapes as they are. An object on the way is there
     * only with something in it; the document itself is {@code {}} when nothing of it is.
     *
     * @param json as {@link JsonText}, {@link JsonMembers} or {@link JsonTree#write} gives it
     * @return {@code json} itself when all of it belongs to this
     */
    public byte[] viewOf(byte[] json) {
        return isAll() ? json : PartBytes.view(json, this);
    }

    /**
     * What of a document does not belong to this part; also what belongs to none, see above.
     *
     * @param json as for {@link #viewOf}
     * @return no bytes when nothing is left
     */
    public byte[] restOf(byte[] json) {
        return isAll() ? PartBytes.NOTHING : PartBytes.rest(json, this);
    }

    /**
     * The document whose view is {@code view}, and of which nothing else has changed. What has no object where the view
     * has one gives way.
     *
     * @param whole the document as it was
     * @param view of which {@link #restOf} leaves nothing
     */
    public byte[] join(byte[] whole, byte[] view) {
        return isAll() ? view : PartJoin.join(whole, view, this);
    }

    /** Whether a merge patch (RFC 7396) names nothing beyond this part. */
    public boolean covers(JsonNode mergePatch) {
        if (isUniform()) {
            return rest;
        }
        if (!mergePatch.isObject()) {
            // That takes out what is seen of it; any other value would take the place of all of it.
            return mergePatch.isNull();
        }
        for (Map.Entry<String, JsonNode> named : mergePatch.properties()) {
            if (!member(named.getKey()).covers(named.getValue())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Part part
                        && hash == part.hash
                        && rest == part.rest
                        && members.equals(part.members));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return (rest ? "all" : "nothing") + (members.isEmpty() ? "" : " but " + new TreeMap<>(members));
    }
}
