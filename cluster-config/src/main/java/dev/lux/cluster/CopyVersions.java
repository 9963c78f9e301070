package dev.lux.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.ConfigAccessor;
import com.hazelcast.config.ServiceConfig;
import com.hazelcast.internal.partition.PartitionReplicaVersionManager;
import com.hazelcast.internal.partition.impl.PartitionReplicaManager;
import com.hazelcast.internal.services.ManagedService;
import com.hazelcast.spi.impl.NodeEngine;
import com.hazelcast.spi.impl.NodeEngineImpl;
import com.hazelcast.spi.impl.PartitionSpecificRunnable;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets, when this node starts over in another part of its cluster, how far its copies were. Hazelcast numbers what it
 * sends to the copies of a partition, and a copy ignores, without an acknowledgement, what has a lower number than it has
 * seen. A merge throws the copies away but keeps these numbers (5.7, {@code PartitionReplicaManager.reset}); where the
 * other part holds nothing of a partition, or starts lower, the new copy then stays empty until the anti-entropy comes to
 * it, ten partitions a second (docs/adr/0010).
 *
 * <p>A service of Hazelcast, which calls {@link #reset} after the node has left and before it joins.
 */
final class CopyVersions implements ManagedService {
    private static final Logger LOG = LoggerFactory.getLogger(CopyVersions.class);
    private static final String NAME = "lux.copyVersions";
    private static final long PATIENCE_SECONDS = 5;

    private @Nullable NodeEngineImpl engine;

    static void addTo(Config config) {
        ConfigAccessor.getServicesConfig(config)
                .addServiceConfig(
                        new ServiceConfig().setEnabled(true).setName(NAME).setImplementation(new CopyVersions()));
    }

    @Override
    public void init(NodeEngine nodeEngine, Properties properties) {
        if (!(nodeEngine instanceof NodeEngineImpl known)) {
            throw new IllegalStateException("this Hazelcast is not the one that Lux was built for");
        }
        engine = known;
    }

    @Override
    public void reset() {
        NodeEngineImpl here = engine;
        if (here == null) {
            return;
        }
        List<Forget> tasks = new ArrayList<>();
        for (int shard = 0; shard < here.getPartitionService().getPartitionCount(); shard++) {
            Forget task = new Forget(shard, here.getPartitionService().getPartitionReplicaVersionManager());
            tasks.add(task);
            here.getOperationService().execute(task);
        }
        try {
            CompletableFuture.allOf(tasks.stream().map(task -> task.done).toArray(CompletableFuture[]::new))
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            LOG.error("copies of before are remembered, and some may be behind for half a minute", e.getCause());
        }
    }

    /** On the partition's thread, which alone may touch its numbers. */
    private static final class Forget implements PartitionSpecificRunnable {
        private final int shard;
        private final PartitionReplicaVersionManager versions;
        private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

        Forget(int shard, PartitionReplicaVersionManager versions) {
            this.shard = shard;
            this.versions = versions;
        }

        @Override
        public int getPartitionId() {
            return shard;
        }

        @Override
        public void run() {
            try {
                ((PartitionReplicaManager) versions).retainNamespaces(shard, Set.of());
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        }
    }

    @Override
    public void shutdown(boolean terminate) {
        // It holds nothing.
    }
}
