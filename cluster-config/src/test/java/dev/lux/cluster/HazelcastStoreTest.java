package dev.lux.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.document.DocumentId;
import dev.lux.document.DocumentRecord;
import dev.lux.document.OperationId;
import dev.lux.document.RecordFormat;
import dev.lux.store.CasResult;
import dev.lux.store.Stamp;
import dev.lux.store.Store;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** One real node. Each test has keys of its own. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HazelcastStoreTest {
    private ClusterNode node;
    private Store store;

    @BeforeAll
    void start() {
        node = await(ClusterNode.start(
                        ClusterSettings.single("lux-test-" + UUID.randomUUID()), Vertx.builder(), new VertxOptions())
                .toCompletionStage());
        store = node.store();
    }

    @AfterAll
    void stop() {
        await(node.vertx().close().toCompletionStage());
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(40, TimeUnit.SECONDS).join();
    }

    private static byte[] record(long version, long operation) {
        return RecordFormat.write(
                new DocumentRecord(1, version, new OperationId(1, operation), new byte[] {'1'}, 5, "me", List.of()));
    }

    private CasResult compareAndSet(String key, byte @Nullable [] base, byte @Nullable [] next) {
        return await(store.compareAndSet(store.shardOf(key), key, base, next));
    }

    @Test
    void aCompareAndSetFindsWhatTheOneBeforeItLeft() {
        byte[] one = record(1, 1);
        byte[] two = record(2, 2);
        assertThat(compareAndSet("cas", null, one)).isInstanceOf(CasResult.Applied.class);
        assertThat(compareAndSet("cas", null, one)).isInstanceOf(CasResult.Same.class);
        assertThat(compareAndSet("cas", one, two)).isInstanceOf(CasResult.Applied.class);
        assertThat(compareAndSet("cas", one, record(3, 3)))
                .isInstanceOfSatisfying(
                        CasResult.Conflict.class,
                        conflict -> assertThat(conflict.current()).isEqualTo(two));
        assertThat(compareAndSet("cas", two, null)).isInstanceOf(CasResult.Applied.class);
        assertThat(compareAndSet("cas", two, null))
                .isInstanceOfSatisfying(
                        CasResult.Conflict.class,
                        conflict -> assertThat(conflict.current()).isNull());
    }

    @Test
    void ofThreadsThatRaceOnOneKeyOneWinsEachRound() throws Exception {
        int threads = 16;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            byte @Nullable [] base = null;
            for (int round = 1; round <= 20; round++) {
                byte[] before = base;
                CountDownLatch start = new CountDownLatch(1);
                List<Future<byte @Nullable []>> racers = new ArrayList<>();
                for (int racer = 0; racer < threads; racer++) {
                    byte[] mine = record(round, 1_000L * round + racer);
                    racers.add(pool.submit(() -> {
                        start.await();
                        return compareAndSet("race", before, mine) instanceof CasResult.Applied ? mine : null;
                    }));
                }
                start.countDown();
                List<byte[]> winners = new ArrayList<>();
                for (Future<byte @Nullable []> racer : racers) {
                    byte[] won = racer.get(10, TimeUnit.SECONDS);
                    if (won != null) {
                        winners.add(won);
                    }
                }
                assertThat(winners).as("winners of round %d", round).hasSize(1);
                base = winners.get(0);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aShardIsLoadedWithItsMetaKeyAndNothingOfOthers() {
        int shard = store.shardOf("load");
        byte[] document = record(1, 1);
        byte[] meta = record(2, 2);
        compareAndSet("load", null, document);
        compareAndSet(store.metaKey(shard), null, meta);
        String elsewhere = "load0";
        for (int i = 1; store.shardOf(elsewhere) == shard; i++) {
            elsewhere = "load" + i;
        }
        compareAndSet(elsewhere, null, record(3, 3));
        List<Store.Entry> entries = await(store.load(shard));
        assertThat(entries)
                .extracting(Store.Entry::key)
                .contains("load", store.metaKey(shard))
                .doesNotContain(elsewhere);
        assertThat(entries)
                .filteredOn(entry -> entry.key().equals("load"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.record()).isEqualTo(document));
        assertThat(entries)
                .allSatisfy(entry -> assertThat(store.shardOf(entry.key())).isEqualTo(shard));
    }

    @Test
    void everyShardHasAMetaKeyOfItsOwnOutsideTheAlphabetOfIds() {
        Set<String> keys = new HashSet<>();
        for (int shard = 0; shard < store.shardCount(); shard++) {
            String key = store.metaKey(shard);
            assertThat(store.shardOf(key)).as(key).isEqualTo(shard);
            assertThat(DocumentId.isValid(key)).as(key).isFalse();
            keys.add(key);
        }
        assertThat(keys).hasSize(store.shardCount());
    }

    @Test
    void aSingleNodeOwnsEveryShardUnderAUsableStamp() {
        for (int shard = 0; shard < store.shardCount(); shard++) {
            Stamp stamp = store.stamp(shard);
            assertThat(store.ownerNode(shard)).isEqualTo(store.localNode());
            assertThat(stamp.usable()).as("shard %d: %s", shard, stamp).isTrue();
            assertThat(stamp.copies()).containsExactly(store.localNode());
            assertThat(store.stamp(shard)).isEqualTo(stamp);
        }
    }

    @Test
    void theTablesStampStaysWhileNothingMoves() {
        long before = store.tableStamp();
        compareAndSet("table", null, record(1, 1));
        assertThat(store.tableStamp()).isEqualTo(before);
    }

    @Test
    void completionsComeInTheOrderOfTheCallsForOneKey() {
        List<CompletableFuture<CasResult>> results = new ArrayList<>();
        byte @Nullable [] base = null;
        for (int i = 1; i <= 200; i++) {
            byte[] next = record(i, i);
            results.add(store.compareAndSet(store.shardOf("order"), "order", base, next)
                    .toCompletableFuture());
            base = next;
        }
        assertThat(results).allSatisfy(result -> assertThat(await(result)).isInstanceOf(CasResult.Applied.class));
    }
}
