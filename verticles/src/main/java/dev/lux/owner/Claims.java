package dev.lux.owner;

import dev.lux.loop.Loop;
import dev.lux.store.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which shards this owner serves. It follows the partition table: a shard whose primary became local is claimed (see
 * {@link Claim}) before it is served; a shard whose primary left is dropped at once.
 *
 * <pre>
 *   not local --primary is local, all copies there--> claiming --all committed under the new term--> served
 *       ^---------------primary left, another claim seen, clusters merged-------+---------------------+
 * </pre>
 *
 * Belongs to the owner's event loop.
 */
final class Claims {
    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    private final Store store;
    private final Loop loop;
    private final Committer committer;
    private final StepContext owner;
    private final Listener listener;
    private final List<Integer> candidates = new ArrayList<>();
    /** Local and neither served nor being claimed. */
    private final TreeSet<Integer> wanted = new TreeSet<>();

    private final Map<Integer, Claim> claiming = new HashMap<>();
    private final Map<Integer, Shard> served = new HashMap<>();
    private long lastTableStamp;
    private boolean scanned;

    /** What the owner does when its shards change. */
    interface Listener {
        /** The shard is served from now on, with these records. */
        void claimed(Shard shard, List<Claim.Loaded> records);

        void dropped(Shard shard);
    }

    /**
     * @param index this owner's number among the owners of this node
     * @param owners how many owners this node has; shards are dealt by number modulo this
     */
    Claims(Store store, Loop loop, Committer committer, StepContext owner, Listener listener, int index, int owners) {
        this.store = store;
        this.loop = loop;
        this.committer = committer;
        this.owner = owner;
        this.listener = listener;
        for (int shard = index; shard < store.shardCount(); shard += owners) {
            candidates.add(shard);
        }
    }

    @Nullable
    Shard served(int shard) {
        return served.get(shard);
    }

    Collection<Shard> allServed() {
        return served.values();
    }

    /** Whether every shard whose primary is local is served. */
    boolean isSettled() {
        return scanned && wanted.isEmpty() && claiming.isEmpty();
    }

    /** Follows the table; cheap when nothing has changed. */
    void follow() {
        long stamp = store.tableStamp();
        if (!scanned || stamp != lastTableStamp) {
            lastTableStamp = stamp;
            scanned = true;
            candidates.forEach(this::look);
        }
        for (int shard : List.copyOf(wanted)) {
            // With a copy missing no commit of the claim could count.
            if (store.stamp(shard).usable()) {
                wanted.remove(shard);
                claim(shard);
            }
        }
    }

    private void look(int shard) {
        if (!store.localNode().equals(store.ownerNode(shard))) {
            wanted.remove(shard);
            drop(shard);
        } else if (!served.containsKey(shard) && !claiming.containsKey(shard)) {
            wanted.add(shard);
        }
    }

    /** The store holds what this claim did not write: drops the shard, and claims it again if it is still local. */
    void lost(Shard shard) {
        if (served.get(shard.number()) == shard) {
            LOG.warn("shard {} was written by somebody else; it is claimed again", shard.number());
            drop(shard.number());
            scanned = false;
        }
    }

    /** Everything may have been written behind this owner's back, as when clusters merge. */
    void dropAll() {
        List.copyOf(claiming.keySet()).forEach(this::drop);
        List.copyOf(served.keySet()).forEach(this::drop);
        scanned = false;
    }

    private void drop(int number) {
        Claim pending = claiming.remove(number);
        if (pending != null) {
            pending.cancel();
        }
        Shard lost = served.remove(number);
        if (lost != null) {
            lost.drop();
            listener.dropped(lost);
        }
    }

    private void claim(int number) {
        Claim claim = new Claim(number, store, loop, committer, owner);
        claiming.put(number, claim);
        claim.run()
                .onSuccess(claimed -> {
                    if (claiming.remove(number, claim)) {
                        served.put(number, claimed.shard());
                        listener.claimed(claimed.shard(), claimed.records());
                    }
                })
                .onFailure(failure -> {
                    if (claiming.remove(number, claim)) {
                        LOG.debug("shard {} could not be claimed and is tried again", number, failure);
                        scanned = false;
                    }
                });
    }
}
