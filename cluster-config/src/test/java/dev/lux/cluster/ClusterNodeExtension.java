package dev.lux.cluster;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.lux.store.CasResult;
import dev.lux.store.Copies;
import dev.lux.store.Store;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real single node, one for all tests of a class. */
final class ClusterNodeExtension implements BeforeAllCallback, AfterAllCallback {
    static final int OWNERS = 3;

    private static final int DEADLINE_SECONDS = 30;

    private final String name = "lux-test-" + UUID.randomUUID();
    private ClusterNode node;

    @Override
    public void beforeAll(ExtensionContext context) {
        node = await(ClusterNode.start(ClusterSettings.single(name), OWNERS, Vertx.builder(), new VertxOptions())
                .toCompletionStage());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        await(node.vertx().close().toCompletionStage());
    }

    Copies copies() {
        return node.copies();
    }

    Store store() {
        return node.store();
    }

    /** Hazelcast under the store. */
    HazelcastInstance hazelcast() {
        return Hazelcast.getAllHazelcastInstances().stream()
                .filter(instance -> instance.getConfig()
                        .getClusterName()
                        .equals(ClusterSettings.single(name).joinName()))
                .findFirst()
                .orElseThrow();
    }

    /** What Hazelcast calls the node. */
    String memberId() {
        return hazelcast().getCluster().getLocalMember().getUuid().toString();
    }

    CasResult compareAndSet(String key, byte[] base, byte[] next) {
        return await(store().compareAndSet(store().shardOf(key), key, base, next));
    }

    List<Store.Entry> load(int shard) {
        return await(store().load(shard));
    }

    /** What the store holds under {@code key}, or {@code null}. */
    byte[] stored(String key) {
        return load(store().shardOf(key)).stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .map(Store.Entry::record)
                .orElse(null);
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("not completed as it should", e);
        }
    }
}
