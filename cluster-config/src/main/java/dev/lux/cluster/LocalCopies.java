package dev.lux.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.internal.partition.InternalPartition;
import com.hazelcast.internal.partition.PartitionReplica;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.recordstore.RecordStore;
import com.hazelcast.spi.impl.NodeEngineImpl;
import com.hazelcast.spi.impl.PartitionSpecificRunnable;
import dev.lux.store.Copies;
import dev.lux.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The record stores of Hazelcast's map service on this member. The public interface reads primary copies alone; the
 * internal one is asked on the partition's own thread, where nothing changes meanwhile (docs/adr/0018).
 *
 * <p>Usable on any thread that may block.
 */
final class LocalCopies implements Copies {
    private static final long PATIENCE_SECONDS = 5;

    private final NodeEngineImpl engine;
    private final int copies;

    /** @param copies how many are kept beside the primary one */
    LocalCopies(HazelcastInstance hazelcast, int copies) {
        if (!(hazelcast instanceof HazelcastInstanceProxy proxy)) {
            throw new IllegalStateException("this Hazelcast is not the one that Lux was built for");
        }
        this.copies = copies;
        this.engine = proxy.getOriginal().node.getNodeEngine();
    }

    /** As it lies in the record store: nothing is decoded on the partition's thread. */
    private record Raw(int replica, List<Data> keys, List<Object> values) {}

    @Override
    public @Nullable Copy read(int shard) {
        Raw raw = readRaw(shard);
        return raw == null ? null : decoded(raw);
    }

    /** What this member has of a shard, what is kept under its meta key too; nothing where it keeps no copy. */
    List<Store.Entry> records(int shard) {
        Raw raw = readRaw(shard);
        List<Store.Entry> records = new ArrayList<>();
        for (int i = 0; raw != null && i < raw.keys.size(); i++) {
            records.add(entry(raw, i));
        }
        return records;
    }

    private @Nullable Raw readRaw(int shard) {
        CompletableFuture<@Nullable Raw> read = new CompletableFuture<>();
        engine.getOperationService().execute(new PartitionSpecificRunnable() {
            @Override
            public int getPartitionId() {
                return shard;
            }

            @Override
            public void run() {
                try {
                    read.complete(raw(shard));
                } catch (RuntimeException e) {
                    read.completeExceptionally(e);
                }
            }
        });
        try {
            return read.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("the copy of shard " + shard + " can't be read", e.getCause());
        }
    }

    /** On the partition's thread. */
    private @Nullable Raw raw(int shard) {
        InternalPartition partition = engine.getPartitionService().getPartition(shard, false);
        int replica = partition.getReplicaIndex(PartitionReplica.from(engine.getLocalMember()));
        // The table deals more places than the map keeps copies.
        if (replica < 0 || replica > copies) {
            return null;
        }
        Raw raw = new Raw(replica, new ArrayList<>(), new ArrayList<>());
        MapService maps = engine.getService(MapService.SERVICE_NAME);
        RecordStore<?> store = maps.getMapServiceContext().getExistingRecordStore(shard, HazelcastSetup.DOCUMENTS);
        if (store != null) {
            store.forEach(
                    (key, record) -> {
                        raw.keys.add(key);
                        raw.values.add(record.getValue());
                    },
                    replica > 0);
        }
        return raw;
    }

    private Copy decoded(Raw raw) {
        List<Store.Entry> records = new ArrayList<>(raw.keys.size());
        for (int i = 0; i < raw.keys.size(); i++) {
            Store.Entry entry = entry(raw, i);
            if (!MetaKeys.isMetaKey(entry.key())) {
                records.add(entry);
            }
        }
        return new Copy(raw.replica, List.copyOf(records));
    }

    private Store.Entry entry(Raw raw, int i) {
        return new Store.Entry(engine.toObject(raw.keys.get(i)), engine.toObject(raw.values.get(i)));
    }
}
