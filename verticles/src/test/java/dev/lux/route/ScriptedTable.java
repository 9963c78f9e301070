package dev.lux.route;

import dev.lux.store.CasResult;
import dev.lux.store.Stamp;
import dev.lux.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The partition table of a store as the test writes it, and nothing else of it. Four shards; an id ends in a digit, and
 * is in that shard, modulo four.
 */
public final class ScriptedTable implements Store {
    public static final String HERE = "here";
    private static final int SHARDS = 4;

    private final Map<String, Integer> ownersByNode = new TreeMap<>();
    private final @Nullable String[] owners = new String[SHARDS];
    private boolean quorum = true;
    private long stamp = 1;

    /** This node is there, and keeps nothing. */
    public ScriptedTable() {
        ownersByNode.put(HERE, 0);
    }

    /** A node joins, with so many owners. */
    public ScriptedTable joins(String node, int owners) {
        ownersByNode.put(node, owners);
        stamp++;
        return this;
    }

    /** A node leaves; its shards have no owner. */
    public void leaves(String node) {
        ownersByNode.remove(node);
        for (int shard = 0; shard < SHARDS; shard++) {
            if (node.equals(owners[shard])) {
                owners[shard] = null;
            }
        }
        stamp++;
    }

    /** These shards have their primary copy on that node from now on; all of them, when none is named. */
    public ScriptedTable primary(@Nullable String node, int... shards) {
        for (int shard = 0; shard < SHARDS; shard++) {
            if (shards.length == 0) {
                owners[shard] = node;
            }
        }
        for (int shard : shards) {
            owners[shard] = node;
        }
        stamp++;
        return this;
    }

    public void quorum(boolean there) {
        quorum = there;
        stamp++;
    }

    /** The event-bus address of an owner. */
    public static String owner(String node, int index) {
        return "lux.owner." + node + "." + index;
    }

    @Override
    public int shardCount() {
        return SHARDS;
    }

    @Override
    public int shardOf(String key) {
        return Character.digit(key.charAt(key.length() - 1), 10) % SHARDS;
    }

    @Override
    public @Nullable String ownerNode(int shard) {
        return owners[shard];
    }

    @Override
    public String localNode() {
        return HERE;
    }

    @Override
    public List<String> nodes() {
        return new ArrayList<>(ownersByNode.keySet());
    }

    @Override
    public List<Member> members() {
        List<Member> members = new ArrayList<>();
        ownersByNode.forEach((node, owners) -> members.add(new Member(node, owners > 0, node + ":5701")));
        return members;
    }

    @Override
    public boolean isMember(String node) {
        return ownersByNode.containsKey(node);
    }

    @Override
    public int ownersOf(String node) {
        return ownersByNode.getOrDefault(node, 0);
    }

    @Override
    public boolean quorum() {
        return quorum;
    }

    @Override
    public void onMerged(Runnable listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long losses() {
        return 0;
    }

    @Override
    public long tableStamp() {
        return stamp;
    }

    @Override
    public String metaKey(int shard) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Stamp stamp(int shard) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<CasResult> compareAndSet(
            int shard, String key, byte @Nullable [] base, byte @Nullable [] next) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<List<Entry>> load(int shard) {
        throw new UnsupportedOperationException();
    }
}
