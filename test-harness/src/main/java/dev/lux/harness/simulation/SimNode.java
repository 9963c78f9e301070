package dev.lux.harness.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One simulated process. */
final class SimNode {
    private final String name;
    private final boolean data;
    private final SimTable table;
    /** Records by shard and key: what this node holds as primary or copy. */
    private final List<Map<String, byte[]>> records = new ArrayList<>();

    /** By shard: how many changes its primary has sent to copies, as far as this node knows. */
    private final long[] replicaVersions;

    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private final List<Runnable> mergeListeners = new ArrayList<>();
    private boolean alive = true;
    private boolean paused;

    SimNode(String name, boolean data, int shards, int copies) {
        this.name = name;
        this.data = data;
        this.table = new SimTable(shards, copies);
        this.replicaVersions = new long[shards];
        for (int shard = 0; shard < shards; shard++) {
            records.add(new TreeMap<>());
        }
    }

    String name() {
        return name;
    }

    boolean isData() {
        return data;
    }

    SimTable table() {
        return table;
    }

    Map<String, byte[]> records(int shard) {
        return records.get(shard);
    }

    long nextReplicaVersion(int shard) {
        return ++replicaVersions[shard];
    }

    /** @return whether nothing later has come before */
    boolean takesReplicaVersion(int shard, long version) {
        boolean newer = version > replicaVersions[shard];
        replicaVersions[shard] = Math.max(replicaVersions[shard], version);
        return newer;
    }

    /** Takes the primary's records as they are now. */
    void copyFrom(SimNode primary, int shard) {
        records.get(shard).clear();
        records.get(shard).putAll(primary.records.get(shard));
        replicaVersions[shard] = primary.replicaVersions[shard];
    }

    /** Forgets every record, as a member that joins another cluster does. */
    void clear() {
        records.forEach(Map::clear);
        java.util.Arrays.fill(replicaVersions, 0);
    }

    void onMerged(Runnable listener) {
        mergeListeners.add(listener);
    }

    /** Records were written by a merge. */
    void merged() {
        mergeListeners.forEach(this::execute);
    }

    boolean isAlive() {
        return alive;
    }

    boolean isPaused() {
        return paused;
    }

    /** Whether others hear of it. */
    boolean isResponsive() {
        return alive && !paused;
    }

    void kill() {
        alive = false;
        waiting.clear();
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        List<Runnable> all = new ArrayList<>(waiting);
        waiting.clear();
        all.forEach(this::execute);
    }

    /** Runs a task of this process: later when it is paused, never when it has ended. */
    void execute(Runnable task) {
        if (!alive) {
            return;
        }
        if (paused) {
            waiting.add(task);
        } else {
            task.run();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
