package dev.lux.owner;

import dev.lux.document.RecordFormat;
import dev.lux.store.CasResult;
import dev.lux.store.Stamp;
import dev.lux.store.Store;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A store in memory with two shards, whose compare-and-sets of documents go as the test says. Belongs to the test's thread. */
final class ScriptedStore implements Store {
    static final Stamp USABLE = new Stamp(1, List.of("here"), true, true, true);

    private final Map<String, byte[]> records = new TreeMap<>();
    private final ArrayDeque<Step> script = new ArrayDeque<>();
    private final List<Call> calls = new ArrayList<>();
    private Predicate<String> scripted = key -> !key.startsWith("@");
    private final Map<Integer, Stamp> stamps = new TreeMap<>();
    private final Map<Integer, String> owners = new TreeMap<>();
    private List<String> nodes = List.of("here");
    private long tableStamp = 1;
    private final List<Runnable> mergeListeners = new ArrayList<>();
    private final List<Integer> loads = new ArrayList<>();
    private int failingLoads;
    private @Nullable CompletableFuture<Void> gate;

    /** A store whose shards all belong to this node. */
    ScriptedStore() {
        stamp(USABLE);
        ownedBy("here");
    }

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
    void then(Step... steps) {
        script.addAll(List.of(steps));
    }

    /** Which keys the script is for: documents, unless told otherwise. */
    void scriptFor(Predicate<String> keys) {
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
    void hold() {
        gate = new CompletableFuture<>();
    }

    void release() {
        CompletableFuture<Void> held = gate;
        gate = null;
        if (held != null) {
            held.complete(null);
        }
    }

    /** Of every shard. */
    void stamp(Stamp now) {
        stamp(0, now);
        stamp(1, now);
    }

    void stamp(int shard, Stamp now) {
        stamps.put(shard, now);
    }

    /** Every primary moves there. */
    void ownedBy(String node) {
        ownedBy(0, node);
        ownedBy(1, node);
    }

    void ownedBy(int shard, String node) {
        owners.put(shard, node);
        tableStamp++;
    }

    void nodes(String... now) {
        nodes = List.of(now);
        tableStamp++;
    }

    void failNextLoads(int count) {
        failingLoads = count;
    }

    /** Clusters have merged: whatever the test put here may have been written by that. */
    void merged() {
        mergeListeners.forEach(Runnable::run);
    }

    /** The shards that were loaded, in order. */
    List<Integer> loads() {
        return loads;
    }

    List<Call> callsOf(String key) {
        return calls.stream().filter(call -> call.key().equals(key)).toList();
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    byte @Nullable [] record(String key) {
        return records.get(key);
    }

    void put(String key, byte[] record) {
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
    public @Nullable String ownerNode(int shard) {
        return owners.get(shard);
    }

    @Override
    public String localNode() {
        return "here";
    }

    @Override
    public List<String> nodes() {
        return nodes;
    }

    @Override
    public List<Member> members() {
        return nodes().stream()
                .map(node -> new Member(node, true, "127.0.0.1:5701"))
                .toList();
    }

    @Override
    public boolean isMember(String node) {
        return nodes.contains(node);
    }

    @Override
    public int ownersOf(String node) {
        return isMember(node) ? 1 : 0;
    }

    @Override
    public boolean quorum() {
        return stamp(0).quorum();
    }

    @Override
    public void onMerged(Runnable listener) {
        mergeListeners.add(listener);
    }

    @Override
    public long losses() {
        return 0;
    }

    @Override
    public Stamp stamp(int shard) {
        return Objects.requireNonNull(stamps.get(shard));
    }

    @Override
    public long tableStamp() {
        return tableStamp;
    }

    @Override
    public CompletionStage<CasResult> compareAndSet(
            int shard, String key, byte @Nullable [] base, byte @Nullable [] next) {
        boolean isScripted = scripted.test(key);
        calls.add(new Call(key, base, next));
        Step step = isScripted ? script.poll() : null;
        CompletableFuture<Void> held = isScripted ? gate : null;
        Step now = step == null ? apply -> CompletableFuture.completedFuture(apply.run()) : step;
        return held == null
                ? now.run(() -> apply(key, base, next))
                : held.thenCompose(released -> now.run(() -> apply(key, base, next)));
    }

    private CasResult apply(String key, byte @Nullable [] base, byte @Nullable [] next) {
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
    public CompletionStage<List<Entry>> load(int shard) {
        loads.add(shard);
        if (failingLoads > 0) {
            failingLoads--;
            return CompletableFuture.failedFuture(new IllegalStateException("not loaded, says the test"));
        }
        List<Entry> entries = new ArrayList<>();
        records.forEach((key, record) -> {
            if (shardOf(key) == shard) {
                entries.add(new Entry(key, record));
            }
        });
        return CompletableFuture.completedFuture(entries);
    }
}
