package dev.lux.owner;

import dev.lux.document.Fingerprint;
import dev.lux.document.Pattern;
import dev.lux.loop.Loop;
import dev.lux.loop.VertxLoop;
import dev.lux.route.BusAddress;
import dev.lux.route.BusEdges;
import dev.lux.route.BusOwnerCalls;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One owner of this node, on its event loop and on the bus. */
public final class OwnerVerticle extends VerticleBase {
    private final OwnerSettings settings;
    private final BusAddress addresses;
    private final RandomGenerator random;
    private volatile @Nullable OwnerNode node;

    public OwnerVerticle(OwnerSettings settings, BusAddress addresses, RandomGenerator random) {
        this.settings = settings;
        this.addresses = addresses;
        this.random = random;
    }

    @Override
    public Future<?> start() {
        Loop loop = new VertxLoop(vertx, context);
        String address = addresses.localOwner(settings.index());
        OwnerNode owner = new OwnerNode(settings, address, loop, new BusEdges(vertx, addresses), random.nextLong());
        owner.start();
        node = owner;
        return BusOwnerCalls.serve(vertx, address, owner::handle);
    }

    /** Whether every shard whose primary is on this node, and that is dealt to this owner, is served. From any thread. */
    public boolean isSettled() {
        OwnerNode owner = node;
        return owner != null && owner.isSettled();
    }

    /** What this owner holds of these shards, by shard that it serves. From any thread. */
    public Future<Map<Integer, List<Fingerprint>>> fingerprints(Pattern pattern, Set<Integer> shards) {
        OwnerNode owner = node;
        return owner == null ? Future.succeededFuture(Map.of()) : owner.fingerprints(pattern, shards);
    }

    /** How many shards this owner serves. From any thread. */
    public int served() {
        OwnerNode owner = node;
        return owner == null ? 0 : owner.served();
    }

    /** The highest term of a shard that this owner serves. From any thread. */
    public long highestTerm() {
        OwnerNode owner = node;
        return owner == null ? 0 : owner.highestTerm();
    }
}
