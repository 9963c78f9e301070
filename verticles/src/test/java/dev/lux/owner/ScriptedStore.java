package dev.lux.owner;

import dev.lux.document.RecordFormat;
import dev.lux.store.CasResult;
import dev.lux.store.Stamp;
import dev.lux.store.Store;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A store in memory with two shards, whose compare-and-sets of documents go as the test says. Usable on any thread. */
final class ScriptedStore implements Store {
    static final Stamp USABLE = new Stamp(1, List.of("here"), true, true, true);

    private final Map<String, byte[]> records = new TreeMap<>();
    private final ArrayDeque<Step> script = new ArrayDeque<>();
    private final List<Call> calls = new ArrayList<>();
    private Predicate<String> scripted = key -> !key.startsWith("@");
    private Stamp stamp = USABLE;
    private long tableStamp = 1;
    private @Nullable String owner = "here";
    private @Nullable CompletableFuture<Void> gate;

    /** One compare-and-set as the store was asked for it. */
    record Call(String key, byte @Nullable [] base, byte @Nullable [] next) {}

    /** What becomes of one compare-and-set. */
    interface Step {
        CompletionStage<CasResult> run(Application apply);

        Step FAILS_BEFORE = apply -> CompletableFuture.failedFuture(new IllegalStateException("before"));
        Step FAILS_AFTER = apply -> {
            apply.run();
            return CompletableFuture.failedFuture(new IllegalStateException("after"));
        };
        Step FENCED = apply -> CompletableFuture.completedFuture(new CasResult.Fenced());
    }

    /** Applies the compare-and-set and says what it found. */
    interface Application {
        CasResult run();
    }

    /** The next compare-and-sets of documents go like this; then all go well. */
    synchronized void then(Step... steps) {
        script.addAll(List.of(steps));
    }

    /** Which keys the script is for: documents, unless told otherwise. */
    synchronized void scriptFor(Predicate<String> keys) {
        scripted = keys;
    }

    /** Applied, and before its completion {@code meanwhile} happens. */
    static Step appliedBut(Runnable meanwhile) {
        return apply -> {
            CasResult result = apply.run();
            meanwhile.run();
            return CompletableFuture.completedFuture(result);
        };
    }

    /** From now on compare-and-sets of documents wait for {@link #release}. */
    synchronized void hold() {
        gate = new CompletableFuture<>();
    }

    void release() {
        CompletableFuture<Void> held;
        synchronized (this) {
            held = gate;
            gate = null;
        }
        if (held != null) {
            held.complete(null);
        }
    }

    synchronized void stamp(Stamp now) {
        stamp = now;
    }

    /** The primary moves, or comes back. */
    synchronized void ownedBy(@Nullable String node) {
        owner = node;
        tableStamp++;
    }

    synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    synchronized byte @Nullable [] record(String key) {
        return records.get(key);
    }

    synchronized void put(String key, byte[] record) {
        records.put(key, record);
    }

    @Override
    public int shardCount() {
        return 2;
    }

    @Override
    public int shardOf(String key) {
        return key.startsWith("@") ? Integer.parseInt(key.substring(1)) : key.startsWith("z") ? 1 : 0;
    }

    @Override
    public String metaKey(int shard) {
        return "@" + shard;
    }

    @Override
    public synchronized @Nullable String ownerNode(int shard) {
        return owner;
    }

    @Override
    public String localNode() {
        return "here";
    }

    @Override
    public List<String> nodes() {
        return List.of("here");
    }

    @Override
    public boolean isMember(String node) {
        return node.equals("here");
    }

    @Override
    public int ownersOf(String node) {
        return isMember(node) ? 1 : 0;
    }

    @Override
    public synchronized boolean quorum() {
        return stamp.quorum();
    }

    @Override
    public void onMerged(Runnable listener) {
        // Nothing merges here.
    }

    @Override
    public long losses() {
        return 0;
    }

    @Override
    public synchronized Stamp stamp(int shard) {
        return stamp;
    }

    @Override
    public synchronized long tableStamp() {
        return tableStamp;
    }

    @Override
    public CompletionStage<CasResult> compareAndSet(
            int shard, String key, byte @Nullable [] base, byte @Nullable [] next) {
        Step step;
        CompletableFuture<Void> held;
        synchronized (this) {
            boolean isScripted = scripted.test(key);
            calls.add(new Call(key, base, next));
            step = isScripted ? script.poll() : null;
            held = isScripted ? gate : null;
        }
        Step now = step == null ? apply -> CompletableFuture.completedFuture(apply.run()) : step;
        return held == null
                ? now.run(() -> apply(key, base, next))
                : held.thenCompose(released -> now.run(() -> apply(key, base, next)));
    }

    private synchronized CasResult apply(String key, byte @Nullable [] base, byte @Nullable [] next) {
        byte[] current = records.get(key);
        boolean same = current != null && next != null && RecordFormat.sameStamp(current, next);
        boolean isBase = current == null ? base == null : base != null && RecordFormat.sameStamp(current, base);
        if (!same && !isBase) {
            return new CasResult.Conflict(current);
        }
        if (next == null) {
            records.remove(key);
        } else {
            records.put(key, next);
        }
        return same ? new CasResult.Same() : new CasResult.Applied();
    }

    @Override
    public synchronized CompletionStage<List<Entry>> load(int shard) {
        List<Entry> entries = new ArrayList<>();
        records.forEach((key, record) -> {
            if (shardOf(key) == shard) {
                entries.add(new Entry(key, record));
            }
        });
        return CompletableFuture.completedFuture(entries);
    }
}
