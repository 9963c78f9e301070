package dev.lux.cluster;

import com.hazelcast.config.Config;
import dev.lux.store.Copies;
import dev.lux.store.Store;
import dev.lux.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.net.InetAddress;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** This node of the cluster: its Vert.x, on the clustered event bus, and the store. Usable on any thread. */
public final class ClusterNode {
    private final ClusterSettings settings;
    private final Vertx vertx;
    private final HazelcastStore store;
    private final Clock clock;
    private final Future<String> lost;

    private ClusterNode(ClusterSettings settings, Vertx vertx, HazelcastStore store, Clock clock, Future<String> lost) {
        this.settings = settings;
        this.vertx = vertx;
        this.store = store;
        this.clock = clock;
        this.lost = lost;
    }

    /** Closing it leaves the cluster. */
    public Vertx vertx() {
        return vertx;
    }

    public Store store() {
        return store;
    }

    /** What of the store lies in this node's memory. */
    public Copies copies() {
        return store.copies();
    }

    /** What versions are made with: this node's clock, unless it is far from all others. */
    public Clock clock() {
        return clock;
    }

    /**
     * Completes, if ever, with why this process should end and be started anew: the rest of its cluster goes on without
     * it, and it does not find back. A cluster of one is never lost.
     */
    public Future<String> lost() {
        return lost;
    }

    /**
     * Gives this node's shards to others while it still runs, before it leaves. Does nothing where there is nobody to
     * take them.
     *
     * @return never fails, and ends within LUX_DRAIN_HANDOVER
     */
    public Future<Void> handOver() {
        return Handover.run(vertx, store.cluster(), store.membership().now(), settings);
    }

    /**
     * Joins, or forms, the cluster.
     *
     * @param owners how many owners this node will run; other nodes deal its shards by this number
     * @param clock this node's own
     * @param builder may carry metrics and the like; its options' event-bus part is set here
     * @return fails when another node has another N, and when an edge finds no data member
     */
    public static Future<ClusterNode> start(
            ClusterSettings settings, int owners, Clock clock, VertxBuilder builder, VertxOptions options) {
        return start(settings, owners, clock, builder, options, config -> {});
    }

    /**
     * The same with a replication that keeps less than its promise, to try out whether that is noticed.
     *
     * @param spoil has the last word on the configuration
     */
    public static Future<ClusterNode> start(
            ClusterSettings settings,
            int owners,
            Clock clock,
            VertxBuilder builder,
            VertxOptions options,
            Consumer<Config> spoil) {
        NodeAttributes attributes = new NodeAttributes(UUID.randomUUID().toString(), owners);
        Peers peers = new Peers(settings, InetAddress::getAllByName);
        Config config = HazelcastSetup.config(settings, attributes, peers);
        spoil.accept(config);
        HazelcastClusterManager manager = new HazelcastClusterManager(config);
        options.setEventBusOptions(bus(settings));
        VertxBuilder clustered = builder.with(options).withClusterManager(manager);
        if (!settings.joins()) {
            return clustered
                    .buildClustered()
                    .compose(vertx -> closedOnFailure(vertx, store(vertx, manager, settings, attributes.node())))
                    .map(parts -> new ClusterNode(
                            settings,
                            parts.vertx,
                            parts.store,
                            clock,
                            Promise.<String>promise().future()));
        }
        Lookout lookout = new Lookout(settings, attributes.node(), peers);
        return blocking(() -> {
                    StartCheck.beforeJoining(settings, lookout, StartCheck.PATIENCE);
                    return lookout;
                })
                .compose(checked -> clustered.buildClustered())
                .compose(vertx -> closedOnFailure(
                        vertx,
                        store(vertx, manager, settings, attributes.node())
                                .compose(parts -> watched(parts, settings, attributes.node(), clock, lookout))));
    }

    /**
     * What the start on this Vert.x comes to; when it fails, Vert.x is closed first. Of no context: the event loops of a
     * closed Vert.x complete nothing, and whoever waits would wait for ever.
     */
    public static <T> Future<T> closedOnFailure(Vertx vertx, Future<T> start) {
        Promise<T> outcome = Promise.promise();
        start.onSuccess(outcome::complete)
                .onFailure(failure -> vertx.close().onComplete(closed -> outcome.fail(failure)));
        return outcome.future();
    }

    /** As {@link #start(ClusterSettings, int, Clock, VertxBuilder, VertxOptions)}, on the machine's clock. */
    public static Future<ClusterNode> start(
            ClusterSettings settings, int owners, VertxBuilder builder, VertxOptions options) {
        return start(settings, owners, Clock.system(), builder, options);
    }

    private record Parts(Vertx vertx, HazelcastStore store) {}

    private static Future<Parts> store(
            Vertx vertx, HazelcastClusterManager manager, ClusterSettings settings, String node) {
        // Reading the partition table may wait for its first assignment.
        return vertx.executeBlocking(() ->
                new Parts(vertx, new HazelcastStore(manager.getHazelcastInstance(), settings, node, background())));
    }

    private static Future<ClusterNode> watched(
            Parts parts, ClusterSettings settings, String node, Clock own, Lookout lookout) {
        Vertx vertx = parts.vertx;
        Membership membership = parts.store.membership();
        ClusterClock clock = new ClusterClock(own, other -> membership.now().isMember(other));
        Supplier<ProbeAnswer> answer = () -> ProbeAnswer.of(
                settings,
                node,
                parts.store.cluster().getLocalMember().getUuid(),
                parts.store.merges().phase(),
                membership.now(),
                clock.ownMicros());
        // The first encoding loads hundreds of classes: not on an event loop.
        return vertx.executeBlocking(() -> answer.get().encode())
                .compose(loaded -> ProbeServer.listen(vertx, settings, answer))
                .compose(listening -> vertx.executeBlocking(() -> StartCheck.refuseMismatch(settings, lookout)))
                .compose(others -> {
                    // Before the first pulse, so that nothing is made with a clock that nobody has compared.
                    others.forEach(other -> clock.heard(other.node(), other.wallMicros()));
                    return ClockPulse.start(vertx, node, clock);
                })
                .map(started ->
                        new ClusterNode(settings, vertx, parts.store, clock, Watch.start(lookout, membership::now)));
    }

    private static EventBusOptions bus(ClusterSettings settings) {
        EventBusOptions bus = new EventBusOptions();
        bus.setHost(settings.host()).setPort(settings.busPort());
        // A node that is silent on the bus but not in the cluster is found in seconds, not in a minute.
        bus.setClusterPingInterval(2_000).setClusterPingReplyInterval(3_000);
        // What waits for a connection waits for no longer than its senders do.
        bus.setConnectTimeout(2_000).setReconnectAttempts(1).setReconnectInterval(250);
        return bus;
    }

    /** Before there is a Vert.x to run it. */
    private static <T> Future<T> blocking(Callable<T> work) {
        Promise<T> done = Promise.promise();
        Thread thread = new Thread(
                () -> {
                    try {
                        done.complete(work.call());
                    } catch (Exception e) {
                        done.fail(e);
                    }
                },
                "lux-start");
        thread.setDaemon(true);
        thread.start();
        return done.future();
    }

    private static ScheduledExecutorService background() {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "lux-store");
            thread.setDaemon(true);
            return thread;
        });
    }
}
