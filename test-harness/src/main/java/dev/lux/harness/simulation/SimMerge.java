package dev.lux.harness.simulation;

import dev.lux.document.DocumentRecord;
import dev.lux.document.RecordFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What a healed split does to records: those of which a member of the smaller side was primary are put to the larger
 * side, one by one, behind the backs of owners, who are told.
 */
final class SimMerge {
    /** Whether the merging record takes the place of the existing one. */
    private final BiPredicate<byte[], byte @Nullable []> policy;

    private long mergedRecords;

    /** A record of the side that gives way. */
    record Left(int shard, String key, byte[] record) {}

    SimMerge(BiPredicate<byte[], byte @Nullable []> policy) {
        this.policy = policy;
    }

    /** The higher (term, version) wins, the existing one on a tie. */
    static boolean higherWins(byte[] merging, byte @Nullable [] existing) {
        if (existing == null) {
            return true;
        }
        DocumentRecord one = RecordFormat.read(merging);
        DocumentRecord other = RecordFormat.read(existing);
        return one.term() != other.term() ? one.term() > other.term() : one.version() > other.version();
    }

    /** As if no claim had raised a term. */
    static boolean higherVersionWins(byte[] merging, byte @Nullable [] existing) {
        return existing == null
                || RecordFormat.read(merging).version()
                        > RecordFormat.read(existing).version();
    }

    /** Records that took the place of others. */
    long mergedRecords() {
        return mergedRecords;
    }

    List<Left> leave(SimNode node) {
        List<Left> left = new ArrayList<>();
        for (int shard = 0; shard < node.table().shardCount(); shard++) {
            if (node.name().equals(node.table().shard(shard).primary())) {
                int number = shard;
                node.records(shard).forEach((key, record) -> left.add(new Left(number, key, record)));
            }
        }
        node.merged();
        return left;
    }

    void into(List<SimNode> larger, List<Left> left) {
        boolean any = false;
        for (Left record : left) {
            SimTable.Slots slots = larger.get(0).table().shard(record.shard());
            SimNode primary = larger.stream()
                    .filter(node -> node.name().equals(slots.primary()))
                    .findAny()
                    .orElse(null);
            if (primary != null) {
                Map<String, byte[]> records = primary.records(record.shard());
                if (policy.test(record.record(), records.get(record.key()))) {
                    any = true;
                    mergedRecords++;
                    for (SimNode node : larger) {
                        if (slots.holders().contains(node.name())) {
                            node.records(record.shard()).put(record.key(), record.record());
                        }
                    }
                }
            }
        }
        if (any) {
            larger.forEach(SimNode::merged);
        }
    }
}
