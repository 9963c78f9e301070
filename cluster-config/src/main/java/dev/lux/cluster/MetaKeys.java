package dev.lux.cluster;

import java.util.function.ToIntFunction;

/** One key per shard, outside the alphabet of ids: the first of {@code @0}, {@code @1}, ... that falls into it. */
final class MetaKeys {
    private MetaKeys() {}

    static String[] find(int shards, ToIntFunction<String> shardOf) {
        String[] keys = new String[shards];
        int missing = shards;
        for (int i = 0; missing > 0; i++) {
            String key = "@" + i;
            int shard = shardOf.applyAsInt(key);
            if (keys[shard] == null) {
                keys[shard] = key;
                missing--;
            }
        }
        return keys;
    }
}
