package dev.lux.document;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Values by pattern, found by id. A lookup costs one hash lookup per distinct prefix length, not one per pattern.
 *
 * <p>Belongs to one thread.
 *
 * @param <V> what stands behind a pattern
 */
public final class PatternIndex<V> {
    private final Map<Pattern, V> values = new HashMap<>();
    /** How many prefixes there are of each length. */
    private final TreeMap<Integer, Integer> prefixLengths = new TreeMap<>();

    public @Nullable V get(Pattern pattern) {
        return values.get(pattern);
    }

    public void put(Pattern pattern, V value) {
        if (values.put(pattern, value) == null && pattern.isPrefix()) {
            prefixLengths.merge(pattern.text().length(), 1, Integer::sum);
        }
    }

    public @Nullable V remove(Pattern pattern) {
        V removed = values.remove(pattern);
        if (removed != null && pattern.isPrefix()) {
            prefixLengths.computeIfPresent(pattern.text().length(), (length, count) -> count == 1 ? null : count - 1);
        }
        return removed;
    }

    /** Calls {@code found} with the value of every pattern that matches {@code id}. */
    public void forEachMatch(String id, Consumer<? super V> found) {
        V exact = values.get(Pattern.ofId(id));
        if (exact != null) {
            found.accept(exact);
        }
        for (int length : prefixLengths.keySet()) {
            if (length > id.length()) {
                return;
            }
            V byPrefix = values.get(new Pattern(id.substring(0, length), true));
            if (byPrefix != null) {
                found.accept(byPrefix);
            }
        }
    }

    public boolean matches(String id) {
        if (values.containsKey(Pattern.ofId(id))) {
            return true;
        }
        for (int length : prefixLengths.keySet()) {
            if (length > id.length()) {
                return false;
            }
            if (values.containsKey(new Pattern(id.substring(0, length), true))) {
                return true;
            }
        }
        return false;
    }

    public Collection<Pattern> patterns() {
        return values.keySet();
    }

    public Collection<V> values() {
        return values.values();
    }

    public int size() {
        return values.size();
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }
}
