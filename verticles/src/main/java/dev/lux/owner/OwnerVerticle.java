package dev.lux.owner;

import dev.lux.route.BusAddress;
import dev.lux.route.EdgeClient;
import dev.lux.route.OwnerClient;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One owner of this node: wires the parts to one event loop and to the bus. Deployed once its shards are served. */
public final class OwnerVerticle extends VerticleBase {
    private static final long FOLLOW_TABLE_MILLIS = 10;
    private static final long COLLECT_MILLIS = 1_000;

    private final OwnerSettings settings;
    private final BusAddress addresses;
    private final RandomGenerator random;

    public OwnerVerticle(OwnerSettings settings, BusAddress addresses, RandomGenerator random) {
        this.settings = settings;
        this.addresses = addresses;
        this.random = random;
    }

    @Override
    public Future<?> start() {
        String address = addresses.localOwner(settings.index());
        Committer committer = new Committer(vertx, context, settings.store());
        Pusher pusher = new Pusher();
        OwnerState state = new OwnerState(settings, context, committer, random.nextLong(), pusher::changed);
        FanOut fanOut = new FanOut(address, new EdgeClient(vertx, addresses), state::newest);
        pusher.fanOut = fanOut;
        Owner owner = new Owner(state, fanOut);

        Promise<Void> settled = Promise.promise();
        state.followTable();
        vertx.setPeriodic(FOLLOW_TABLE_MILLIS, timer -> {
            state.followTable();
            if (state.isSettled()) {
                settled.tryComplete();
            }
        });
        vertx.setPeriodic(COLLECT_MILLIS, timer -> state.collectTombstones());
        return OwnerClient.serve(vertx, address, owner::handle).compose(served -> settled.future());
    }

    /** Gathers the changes of one turn of the event loop and sends them at its end. */
    private final class Pusher {
        private @Nullable FanOut fanOut;
        private boolean scheduled;

        void changed(String id, int replaced) {
            FanOut target = fanOut;
            if (target == null) {
                return;
            }
            target.changed(id, replaced);
            if (!scheduled) {
                scheduled = true;
                context.runOnContext(turn -> {
                    scheduled = false;
                    target.flush();
                });
            }
        }
    }
}
