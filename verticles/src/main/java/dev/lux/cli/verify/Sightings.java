package dev.lux.cli.verify;

import dev.lux.document.Fingerprint;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What one look at everybody has shown. Nobody stands still meanwhile, so it is no snapshot. */
public final class Sightings {
    /** The shard of a document that only readers have. */
    public static final int NO_SHARD = -1;

    private final Map<Integer, Map<Holder, Map<String, Fingerprint>>> shards = new TreeMap<>();
    private final Map<Holder, Map<String, Fingerprint>> readers = new TreeMap<>();
    private final Map<String, Integer> shardOf = new HashMap<>();

    /** A shard was looked at: without a holder, nobody said to hold it. */
    public void asked(int shard) {
        shards.computeIfAbsent(shard, first -> new TreeMap<>());
    }

    /** All that one of its holders has of a shard. */
    public void held(int shard, Holder holder, Collection<Fingerprint> documents) {
        Map<String, Fingerprint> byId = new HashMap<>();
        for (Fingerprint each : documents) {
            byId.put(each.id(), each);
            shardOf.put(each.id(), shard);
        }
        shards.computeIfAbsent(shard, first -> new TreeMap<>()).put(holder, byId);
    }

    /** All that a reader sees. */
    public void read(Holder reader, Map<String, Fingerprint> documents) {
        readers.put(reader, Map.copyOf(documents));
    }

    /** Every document that anybody has. */
    public Set<String> ids() {
        Set<String> ids = new HashSet<>(shardOf.keySet());
        readers.values().forEach(documents -> ids.addAll(documents.keySet()));
        return ids;
    }

    public int shardOf(String id) {
        return shardOf.getOrDefault(id, NO_SHARD);
    }

    /** The shards of which somebody who must be there has said nothing. */
    public Set<Integer> incomplete(int copies) {
        Set<Integer> incomplete = new HashSet<>();
        shards.forEach((shard, holders) -> {
            boolean whole = count(holders, Holder.Kind.OWNER) > 0
                    && count(holders, Holder.Kind.PRIMARY) > 0
                    && count(holders, Holder.Kind.COPY) >= copies;
            if (!whole) {
                incomplete.add(shard);
            }
        });
        return incomplete;
    }

    private static long count(Map<Holder, ?> holders, Holder.Kind kind) {
        return holders.keySet().stream().filter(each -> each.kind() == kind).count();
    }

    /**
     * What everybody who should hold a document has of it.
     *
     * @param shard where it belongs; {@link #NO_SHARD} when nobody knows
     * @return version 0, deleted, of who has nothing
     */
    public Map<Holder, Fingerprint> of(String id, int shard) {
        Fingerprint absent = new Fingerprint(id, 0, true, 0, 0);
        Map<Holder, Fingerprint> held = new TreeMap<>();
        if (shard == NO_SHARD) {
            held.put(new Holder(Holder.Kind.OWNER, "none"), absent);
        }
        shards.getOrDefault(shard, Map.of())
                .forEach((holder, documents) -> held.put(holder, documents.getOrDefault(id, absent)));
        readers.forEach((reader, documents) -> held.put(reader, documents.getOrDefault(id, absent)));
        return held;
    }
}
