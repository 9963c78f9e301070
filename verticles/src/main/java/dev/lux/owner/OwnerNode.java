package dev.lux.owner;

import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest;
import dev.lux.document.Fingerprint;
import dev.lux.document.Pattern;
import dev.lux.loop.Loop;
import dev.lux.route.Edges;
import dev.lux.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One owner: its parts, wired to a loop, to the store and to edges; and its clockwork. The same under Vert.x and under
 * the simulation.
 *
 * <p>Belongs to the owner's event loop but for {@link #isSettled}, {@link #served}, {@link #highestTerm} and
 * {@link #fingerprints}, which may be asked from anywhere.
 */
public final class OwnerNode {
    /** Both the partition table and what runs out are looked at so often. */
    private static final Duration FOLLOW = Duration.ofMillis(10);

    private static final Duration COLLECT = Duration.ofSeconds(1);
    /** The bound on repair is three of these (docs/adr/0013). */
    private static final Duration BEACON = Duration.ofSeconds(1);

    private final Store store;
    private final Loop loop;
    private final OwnerState state;
    private final FanOut fanOut;
    private final Owner owner;
    private boolean flushScheduled;
    private volatile boolean settled;
    private volatile int served;
    private volatile long highestTerm;

    /** @param incarnation random per start, names this owner's commits */
    public OwnerNode(OwnerSettings settings, String address, Loop loop, Edges edges, long incarnation) {
        this.store = settings.store();
        this.loop = loop;
        Committer committer = new Committer(loop, store);
        this.state = new OwnerState(settings, loop, committer, incarnation, new OwnerState.Listener() {
            @Override
            public void changed(String id, int replaced) {
                OwnerNode.this.changed(id, replaced);
            }

            @Override
            public void dropped(int shard) {
                OwnerNode.this.dropped(shard);
            }
        });
        this.fanOut = new FanOut(address, edges, loop, settings.clock(), state, settings.counts());
        this.owner = new Owner(state, fanOut, loop);
    }

    /** Starts its clockwork. After a merge of clusters nothing in memory counts: the store was not written by commits. */
    public void start() {
        store.onMerged(() -> loop.run(state::forgetAll));
        loop.every(FOLLOW, this::follow);
        loop.every(COLLECT, state::collectTombstones);
        loop.every(BEACON, this::beacon);
    }

    /** Never fails: what can't be answered now is {@link OwnerReply.Unready}. */
    public Future<OwnerReply> handle(OwnerRequest request) {
        return owner.handle(request);
    }

    /** What this owner holds of these shards, see {@link Fingerprints}. From any thread; completes on the owner's. */
    public Future<Map<Integer, List<Fingerprint>>> fingerprints(Pattern pattern, Set<Integer> shards) {
        Promise<Map<Integer, List<Fingerprint>>> answer = Promise.promise();
        loop.run(() -> new Fingerprints(state, loop, shards, answer).start(pattern));
        return answer.future();
    }

    /** Whether every shard whose primary is on this node, and that is dealt to this owner, is served. */
    public boolean isSettled() {
        return settled;
    }

    /** How many shards this owner serves. */
    public int served() {
        return served;
    }

    /** The highest term of a shard that this owner serves; 0: it serves none. */
    public long highestTerm() {
        return highestTerm;
    }

    private void follow() {
        state.followTable();
        state.deadlines().look();
        settled = state.isSettled();
        served = state.allServed().size();
        highestTerm = state.allServed().stream().mapToLong(Shard::term).max().orElse(0);
    }

    /** Gathers the changes of one turn of the event loop, and sends them at its end. */
    private void changed(String id, int replaced) {
        fanOut.changed(id, replaced);
        if (!flushScheduled) {
            flushScheduled = true;
            loop.run(() -> {
                flushScheduled = false;
                fanOut.flush();
            });
        }
    }

    private void dropped(int shard) {
        fanOut.dropped(shard);
    }

    /** Lists what is confirmed half a period later: a shard that can't be must not silence the others. */
    private void beacon() {
        fanOut.look();
        if (!fanOut.hasEdges()) {
            return;
        }
        List<Shard> confirmed = new ArrayList<>();
        int[] missing = {state.allServed().size()};
        Loop.Timer late = loop.after(BEACON.dividedBy(2), () -> {
            missing[0] = -1;
            sendBeacon(confirmed);
        });
        for (Shard shard : List.copyOf(state.allServed())) {
            state.confirm(shard).onSuccess(owned -> {
                if (owned) {
                    confirmed.add(shard);
                }
                if (--missing[0] == 0) {
                    late.cancel();
                    sendBeacon(confirmed);
                }
            });
        }
    }

    private void sendBeacon(List<Shard> confirmed) {
        fanOut.beacon(confirmed.stream().filter(Shard::isServed).toList());
    }
}
