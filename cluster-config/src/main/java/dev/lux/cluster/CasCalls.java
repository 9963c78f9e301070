package dev.lux.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.operation.MapOperation;
import com.hazelcast.map.impl.operation.MapOperationProvider;
import com.hazelcast.spi.impl.NodeEngineImpl;
import com.hazelcast.spi.impl.PartitionSpecificRunnable;
import com.hazelcast.spi.impl.operationservice.OperationService;
import com.hazelcast.spi.properties.ClusterProperty;
import dev.lux.store.CasResult;
import dev.lux.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands compare-and-sets to the threads of their partitions, those of one thread as one task, and tells of their ends in
 * one go. {@code IMap.submitToKey} does the same work one by one: each wakes the partition's thread, a thread of the common
 * pool, whatever executor is asked for ({@code DelegatingCompletableFuture}, Hazelcast 5.7), and the caller again, and on
 * few cores these switches were a quarter of what a write cost (docs/performance.md).
 *
 * <pre>
 *   caller                 partition thread                                       caller
 *   submit --one task--> start: queues an operation for each, and "end"
 *                        each operation, with its copies ... answered
 *                        end: all that have answered by now ----one list---------> settled
 *                        those whose copies take longer --------one by one-------> settled
 * </pre>
 */
final class CasCalls {
    private final NodeEngineImpl engine;
    private final OperationService operations;
    private final MapOperationProvider entries;
    private final boolean failOnIndeterminate;

    /** @param hazelcast where the map of the documents has been asked for before */
    CasCalls(HazelcastInstance hazelcast) {
        if (!(hazelcast instanceof HazelcastInstanceProxy proxy)) {
            throw new IllegalStateException("this Hazelcast is not the one that Lux was built for");
        }
        this.engine = proxy.getOriginal().node.getNodeEngine();
        this.operations = engine.getOperationService();
        MapService maps = engine.getService(MapService.SERVICE_NAME);
        this.entries = maps.getMapServiceContext().getMapOperationProvider(HazelcastSetup.DOCUMENTS);
        this.failOnIndeterminate =
                engine.getProperties().getBoolean(ClusterProperty.FAIL_ON_INDETERMINATE_OPERATION_STATE);
    }

    /** As {@link Store#compareAndSetAll}. */
    void submit(List<Store.Change> changes, Consumer<List<Store.Settled>> settled) {
        int threads = operations.getPartitionThreadCount();
        Map<Integer, Group> groups = new LinkedHashMap<>();
        for (int i = 0; i < changes.size(); i++) {
            int shard = changes.get(i).shard();
            groups.computeIfAbsent(shard % threads, first -> new Group(shard, settled))
                    .add(i, changes.get(i));
        }
        groups.values().forEach(group -> operations.execute(new OnShard(group.shard, group::start)));
    }

    /** What one thread of partitions has to do. */
    private final class Group {
        private final int shard;
        private final Consumer<List<Store.Settled>> settled;
        private final List<Integer> places = new ArrayList<>();
        private final List<Store.Change> changes = new ArrayList<>();
        /** Guards {@link #together}: copies are acknowledged on other threads. */
        private final Object lock = new Object();
        /** {@code null} when it has been told. */
        private @Nullable List<Store.Settled> together = new ArrayList<>();

        Group(int shard, Consumer<List<Store.Settled>> settled) {
            this.shard = shard;
            this.settled = settled;
        }

        void add(int place, Store.Change change) {
            places.add(place);
            changes.add(change);
        }

        void start() {
            for (int i = 0; i < changes.size(); i++) {
                int place = places.get(i);
                try {
                    start(place, changes.get(i));
                } catch (RuntimeException e) {
                    settle(new Store.Settled(place, null, e));
                }
            }
            operations.execute(new OnShard(shard, this::end));
        }

        private void start(int place, Store.Change change) {
            Data key = engine.toData(change.key());
            MapOperation operation = entries.createEntryOperation(
                    HazelcastSetup.DOCUMENTS, key, new CompareAndSet(change.base(), change.next()));
            var unused = operations
                    .createInvocationBuilder(MapService.SERVICE_NAME, operation, change.shard())
                    .setResultDeserialized(false)
                    .setFailOnIndeterminateOperationState(failOnIndeterminate)
                    .setAsync()
                    .<Data>invoke()
                    .whenCompleteAsync((answer, failure) -> settle(of(place, answer, failure)), Runnable::run);
        }

        private Store.Settled of(int place, Data answer, @Nullable Throwable failure) {
            if (failure != null) {
                return new Store.Settled(place, null, failure);
            }
            try {
                byte[] bytes = engine.toObject(answer);
                CasResult result = CompareAndSet.decode(bytes);
                return new Store.Settled(place, result, null);
            } catch (RuntimeException e) {
                return new Store.Settled(place, null, e);
            }
        }

        private void settle(Store.Settled one) {
            synchronized (lock) {
                if (together != null) {
                    together.add(one);
                    return;
                }
            }
            settled.accept(List.of(one));
        }

        private void end() {
            List<Store.Settled> all;
            synchronized (lock) {
                all = together;
                together = null;
            }
            if (all != null && !all.isEmpty()) {
                settled.accept(all);
            }
        }
    }

    private record OnShard(int shard, Runnable task) implements PartitionSpecificRunnable {
        @Override
        public int getPartitionId() {
            return shard;
        }

        @Override
        public void run() {
            task.run();
        }
    }
}
