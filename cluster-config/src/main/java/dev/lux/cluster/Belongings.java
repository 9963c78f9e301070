package dev.lux.cluster;

import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import dev.lux.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node had when it joined another part of its cluster, until that surely has it. Hazelcast's own merge sends it
 * once, and gives up all that is left when one batch fails, as when a copy does not acknowledge in time (5.7,
 * {@code AbstractMergeRunnable.sendMergingData}); by then the node has cleared its records. So it keeps them, and brings
 * them after that merge, again and again until every copy has what the rule lets stay.
 *
 * <p>Usable on any thread.
 */
final class Belongings {
    private static final Logger LOG = LoggerFactory.getLogger(Belongings.class);
    private static final int RECORDS_PER_CALL = 256;
    private static final int CALLS_AT_ONCE = 16;
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration CALL = Duration.ofSeconds(10);
    /** The merge waits meanwhile: a partition's thread that does not answer must not keep the node apart. */
    private static final Duration KEEPING = Duration.ofSeconds(10);

    private final HazelcastInstance hazelcast;
    private final LocalCopies copies;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "lux-bring");
        made.setDaemon(true);
        return made;
    });
    /** By key; guarded by this. */
    private final Map<String, byte[]> left = new HashMap<>();

    /** Records of one shard on their way. */
    private static final class Parcel {
        private final Map<String, byte[]> records = new HashMap<>();
    }

    Belongings(HazelcastInstance hazelcast, LocalCopies copies) {
        this.hazelcast = hazelcast;
        this.copies = copies;
    }

    /** Keeps what this node has now; it still has it. */
    void keep() {
        if (!isOurs()) {
            return;
        }
        long began = System.nanoTime();
        int shards = MetaKeys.of(hazelcast).shards();
        for (int shard = 0; shard < shards; shard++) {
            if (System.nanoTime() - began > KEEPING.toNanos()) {
                LOG.error(
                        "what this node has of {} of {} shards could not be kept for the merge",
                        shards - shard,
                        shards);
                return;
            }
            try {
                copies.records(shard).forEach(this::keep);
            } catch (RuntimeException e) {
                LOG.error("what this node has of shard {} could not be kept for the merge", shard, e);
            }
        }
    }

    private synchronized void keep(Store.Entry record) {
        left.merge(record.key(), record.record(), (before, now) -> MergeRule.isHigher(before, now) ? before : now);
    }

    /** Another policy decides what is merged, and how. */
    private boolean isOurs() {
        MergePolicyConfig policy =
                hazelcast.getConfig().findMapConfig(HazelcastSetup.DOCUMENTS).getMergePolicyConfig();
        return !policy.getPolicy().equals(MergePolicyConfig.DEFAULT_MERGE_POLICY);
    }

    /** Brings it, and then runs {@code brought}; never, when this node stops. */
    void bring(Runnable brought) {
        thread.execute(() -> {
            try {
                if (bringAll()) {
                    brought.run();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private boolean bringAll() throws InterruptedException {
        List<Parcel> parcels = parcels();
        int records = parcels.stream().mapToInt(parcel -> parcel.records.size()).sum();
        int missing = 0;
        while (!parcels.isEmpty()) {
            if (!hazelcast.getLifecycleService().isRunning()) {
                return false;
            }
            List<Parcel> undelivered = new ArrayList<>();
            for (int from = 0; from < parcels.size(); from += CALLS_AT_ONCE) {
                missing += send(parcels.subList(from, Math.min(from + CALLS_AT_ONCE, parcels.size())), undelivered);
            }
            parcels = undelivered;
            if (!parcels.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        }
        if (missing > 0) {
            LOG.warn("of {} records that this node brought, the merge had left out {}", records, missing);
        }
        return true;
    }

    private synchronized List<Parcel> parcels() {
        MetaKeys shards = MetaKeys.of(hazelcast);
        Map<Integer, Parcel> open = new HashMap<>();
        List<Parcel> parcels = new ArrayList<>();
        left.forEach((key, record) -> {
            int shard = shards.shardOf(key);
            Parcel parcel = open.get(shard);
            if (parcel == null || parcel.records.size() == RECORDS_PER_CALL) {
                parcel = new Parcel();
                open.put(shard, parcel);
                parcels.add(parcel);
            }
            parcel.records.put(key, record);
        });
        return parcels;
    }

    /** @return how many records were missing where they were brought */
    private int send(List<Parcel> parcels, List<Parcel> undelivered) {
        IMap<String, byte[]> documents = hazelcast.getMap(HazelcastSetup.DOCUMENTS);
        Map<Parcel, CompletableFuture<Map<String, Boolean>>> calls = new HashMap<>();
        for (Parcel parcel : parcels) {
            try {
                calls.put(
                        parcel,
                        documents
                                .submitToKeys(parcel.records.keySet(), new BringRecords(parcel.records))
                                .toCompletableFuture());
            } catch (RuntimeException e) {
                calls.put(parcel, CompletableFuture.failedFuture(e));
            }
        }
        int missing = 0;
        for (Map.Entry<Parcel, CompletableFuture<Map<String, Boolean>>> call : calls.entrySet()) {
            Parcel parcel = call.getKey();
            try {
                Map<String, Boolean> changed = call.getValue()
                        .orTimeout(CALL.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
                missing += (int)
                        changed.values().stream().filter(Boolean::booleanValue).count();
                delivered(parcel);
            } catch (RuntimeException e) {
                LOG.debug("{} records were not brought and will be again", parcel.records.size(), e);
                undelivered.add(parcel);
            }
        }
        return missing;
    }

    /** But for what was kept since, in another merge. */
    private synchronized void delivered(Parcel parcel) {
        parcel.records.forEach((key, record) -> {
            if (left.get(key) == record) {
                left.remove(key);
            }
        });
    }
}
