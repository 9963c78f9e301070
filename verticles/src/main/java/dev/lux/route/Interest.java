package dev.lux.route;

import dev.lux.command.InterestDigest;
import dev.lux.document.Pattern;
import dev.lux.document.PatternIndex;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * What one edge wants of owners, with a digest of its prefixes, and one of its ids in each shard: both sides keep it, and
 * compare digests.
 *
 * <p>Pure; belongs to one event loop.
 */
public final class Interest {
    private final ToIntFunction<String> shardOf;
    private final PatternIndex<Pattern> patterns = new PatternIndex<>();
    private final Map<Integer, InterestDigest> ids = new HashMap<>();
    private InterestDigest prefixes = InterestDigest.NONE;
    private long generation;

    public Interest(ToIntFunction<String> shardOf) {
        this.shardOf = shardOf;
    }

    public void add(Collection<Pattern> more, long atGeneration) {
        more.forEach(this::add);
        generation = Math.max(generation, atGeneration);
    }

    /** These are all the prefixes, and all the ids in these shards. */
    public void replace(Collection<Integer> shards, Collection<Pattern> all, long atGeneration) {
        Set<Pattern> wanted = Set.copyOf(all);
        Set<Integer> within = Set.copyOf(shards);
        List.copyOf(patterns.patterns()).stream()
                .filter(pattern -> !wanted.contains(pattern))
                .filter(pattern -> pattern.isPrefix() || within.contains(shardOf.applyAsInt(pattern.text())))
                .forEach(this::remove);
        add(all, atGeneration);
    }

    public void remove(Collection<Pattern> fewer, long atGeneration) {
        fewer.forEach(this::remove);
        generation = Math.max(generation, atGeneration);
    }

    /** The shard is no longer served here, so nobody can want an id of it from this owner. */
    public void dropShard(int shard) {
        if (ids.containsKey(shard)) {
            List.copyOf(patterns.patterns()).stream()
                    .filter(pattern -> !pattern.isPrefix() && shardOf.applyAsInt(pattern.text()) == shard)
                    .forEach(this::remove);
        }
    }

    private void add(Pattern pattern) {
        if (patterns.get(pattern) != null) {
            return;
        }
        patterns.put(pattern, pattern);
        if (pattern.isPrefix()) {
            prefixes = prefixes.plus(pattern);
        } else {
            ids.merge(
                    shardOf.applyAsInt(pattern.text()),
                    InterestDigest.NONE.plus(pattern),
                    (now, one) -> now.plus(pattern));
        }
    }

    private void remove(Pattern pattern) {
        if (patterns.remove(pattern) == null) {
            return;
        }
        if (pattern.isPrefix()) {
            prefixes = prefixes.minus(pattern);
        } else {
            ids.computeIfPresent(
                    shardOf.applyAsInt(pattern.text()), (shard, now) -> now.count() == 1 ? null : now.minus(pattern));
        }
    }

    public boolean matches(String id) {
        return patterns.matches(id);
    }

    public boolean concerns(int shard) {
        return prefixes.count() > 0 || ids.containsKey(shard);
    }

    /** All the prefixes, and the ids in these shards. */
    public List<Pattern> within(Set<Integer> shards) {
        return patterns.patterns().stream()
                .filter(pattern -> pattern.isPrefix() || shards.contains(shardOf.applyAsInt(pattern.text())))
                .toList();
    }

    public long generation() {
        return generation;
    }

    public InterestDigest prefixes() {
        return prefixes;
    }

    public InterestDigest idsIn(int shard) {
        return ids.getOrDefault(shard, InterestDigest.NONE);
    }
}
