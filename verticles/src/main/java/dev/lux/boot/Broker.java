package dev.lux.boot;

import dev.lux.admin.AdminRoutes;
import dev.lux.admin.BrokerMetrics;
import dev.lux.admin.ClusterMetrics;
import dev.lux.admin.ClusterStatus;
import dev.lux.admin.NodeAudit;
import dev.lux.admin.NodeQuestions;
import dev.lux.cluster.ClusterNode;
import dev.lux.cluster.Role;
import dev.lux.http.pages.StaticPages;
import dev.lux.lifecycle.Contact;
import dev.lux.lifecycle.Lifecycle;
import dev.lux.lifecycle.WaitingWrites;
import dev.lux.limits.Limits;
import dev.lux.owner.OwnerSettings;
import dev.lux.owner.OwnerVerticle;
import dev.lux.owner.StateBudget;
import dev.lux.rates.Rates;
import dev.lux.route.BusAddress;
import dev.lux.route.BusNodes;
import dev.lux.route.MessageCodecs;
import dev.lux.route.Nodes;
import dev.lux.store.Store;
import dev.lux.stream.LiveStreams;
import dev.lux.stream.StreamSlots;
import dev.lux.subscription.SubscriptionVerticle;
import dev.lux.time.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running node. Started in the order of dependence: cluster, owners, subscription, clients; stopped in reverse.
 */
final class Broker {
    /** How long a node that has drained may take to leave its cluster; Hazelcast itself waits 5 s for its copies. */
    static final Duration LEAVING = Duration.ofSeconds(8);

    private static final Logger LOG = LoggerFactory.getLogger(Broker.class);
    private static final long READY_LOOK_MILLIS = 10;

    private final ClusterNode node;
    private final List<HttpVerticle> fronts;
    private final Readiness readiness;
    private final Drain drain;

    private Broker(ClusterNode node, List<HttpVerticle> fronts, Readiness readiness, Drain drain) {
        this.node = node;
        this.fronts = fronts;
        this.readiness = readiness;
        this.drain = drain;
    }

    /** Succeeds when the node listens; whether it takes writes is another matter, see {@link #whenReady}. */
    static Future<Broker> start(Settings settings, Foundation foundation) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        VertxOptions options = new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(eventLoops())
                .setMetricsOptions(
                        new MicrometerMetricsOptions().setEnabled(true).setJvmMetricsEnabled(true));
        var builder = Vertx.builder().withMetrics(new MicrometerMetricsFactory(registry));
        return foundation
                .join(settings.cluster(), owners(settings), OwnClock.read(), builder, options)
                .compose(node -> ClusterNode.closedOnFailure(
                        node.vertx(), start(settings, node, foundation.store(node), registry)));
    }

    /** An edge keeps nothing, so it has none. */
    private static int owners(Settings settings) {
        return settings.cluster().role() == Role.EDGE ? 0 : eventLoops();
    }

    /** As many as there are cores: owners and clients share them. */
    private static int eventLoops() {
        return Math.max(1, Runtime.getRuntime().availableProcessors());
    }

    private static Future<Broker> start(
            Settings settings, ClusterNode node, Store store, PrometheusMeterRegistry registry) {
        Vertx vertx = node.vertx();
        MessageCodecs.register(vertx.eventBus());
        RandomGenerator random = new SecureRandom();
        Clock clock = node.clock();
        Limits limits = settings.limits();
        StateBudget budget = new StateBudget(limits.stateBytes());
        StreamSlots slots = new StreamSlots(limits.streams());
        BrokerMetrics metrics = new BrokerMetrics(registry);
        ClusterMetrics.register(registry, store);
        WaitingWrites waitingWrites = new WaitingWrites(limits.waitingWrites(), limits.waitingBytes());
        metrics.observe(budget::documents, budget::bytes, slots::open, waitingWrites::count);
        int owners = owners(settings);
        BusAddress addresses = new BusAddress(store);
        List<OwnerVerticle> ownerVerticles = new ArrayList<>();
        for (int index = 0; index < owners; index++) {
            ownerVerticles.add(new OwnerVerticle(
                    new OwnerSettings(store, clock, limits, budget, index, owners, metrics.fanOut()),
                    addresses,
                    random));
        }
        SubscriptionVerticle subscription = new SubscriptionVerticle(addresses, clock, random, metrics.repairs());
        // A cluster of one needs nobody to know what it knows.
        Contact contact = settings.cluster().joins() ? new Contact(store::contact) : Contact.always();
        Lifecycle lifecycle = new Lifecycle(contact);
        Readiness readiness = new Readiness(
                lifecycle, store::quorum, () -> ownerVerticles.stream().allMatch(OwnerVerticle::isSettled));
        Nodes nodes = new BusNodes(vertx, addresses);
        AtomicReference<String> http = new AtomicReference<>("");
        ClusterStatus status = new ClusterStatus(
                store,
                settings.cluster().dataMembers(),
                new ClusterStatus.Local(
                        readiness::isReady,
                        () -> ownerVerticles.stream()
                                .mapToLong(OwnerVerticle::served)
                                .sum(),
                        () -> ownerVerticles.stream()
                                .mapToLong(OwnerVerticle::highestTerm)
                                .max()
                                .orElse(0),
                        budget::documents,
                        budget::bytes,
                        metrics.repairs(),
                        http::get),
                nodes);
        NodeQuestions questions = new NodeQuestions(
                node.store().shardCount(),
                nodes,
                status,
                new NodeAudit(
                        vertx,
                        node.copies(),
                        ownerVerticles.stream()
                                .<NodeAudit.Memory>map(owner -> owner::fingerprints)
                                .toList()));
        return NodeAccess.read(vertx, clock, settings).compose(access -> {
            SharedCredentials shared = new SharedCredentials(
                    vertx, store, nodes, settings.cluster().quorum(), access.keys(), contact);
            return deployAll(vertx, ownerVerticles)
                    .compose(deployed -> BusNodes.serve(
                            vertx,
                            addresses,
                            question -> shared.answer(question).orElseGet(() -> questions.answer(question))))
                    .compose(served -> vertx.deployVerticle(subscription))
                    .compose(deployed -> subscription.replica())
                    .compose(replica -> startFronts(
                            vertx,
                            new NodeParts(
                                    settings,
                                    clock,
                                    access.access(),
                                    access.certificate(),
                                    addresses,
                                    replica,
                                    metrics,
                                    slots,
                                    new Rates(settings.rates(), settings.proxies(), clock),
                                    lifecycle,
                                    waitingWrites,
                                    new AdminRoutes(
                                            readiness::isReady,
                                            registry,
                                            !settings.admin().isSeparate()),
                                    status,
                                    questions,
                                    StaticPages.load(Broker.class.getClassLoader(), "web"),
                                    random)))
                    .compose(fronts -> startAdmin(vertx, settings, new AdminRoutes(readiness::isReady, registry, true))
                            .map(fronts))
                    .map(fronts -> {
                        http.set(settings.host() + ":" + fronts.get(0).actualPort());
                        readiness.listening();
                        access.watch(
                                vertx,
                                () -> streams(fronts).forEach(LiveStreams::checkCredentials),
                                other -> fronts.forEach(front -> front.show(other)));
                        if (settings.cluster().joins()) {
                            shared.start(() -> Future.join(streams(fronts).stream()
                                    .map(LiveStreams::checkCredentials)
                                    .toList()));
                        }
                        new Minority(clock, settings.drain(), store::quorum, streams(fronts)).start(vertx);
                        Drain drain = new Drain(vertx, clock, settings.drain(), lifecycle, slots, fronts);
                        return new Broker(node, fronts, readiness, drain);
                    });
        });
    }

    /** What Vert.x calls a random port that the servers of one node share; 0 would give each its own. */
    private static final int SHARED_RANDOM_PORT = -1;

    private static Future<List<HttpVerticle>> startFronts(Vertx vertx, NodeParts node) {
        int port = node.settings().port() == 0
                ? SHARED_RANDOM_PORT
                : node.settings().port();
        List<HttpVerticle> fronts = new ArrayList<>();
        for (int index = 0; index < eventLoops(); index++) {
            fronts.add(new HttpVerticle(index, port, node));
        }
        return deployAll(vertx, fronts).map(fronts);
    }

    private static Future<?> startAdmin(Vertx vertx, Settings settings, AdminRoutes routes) {
        return settings.admin().isSeparate()
                ? vertx.deployVerticle(new AdminVerticle(settings.admin(), settings.limits(), routes))
                : Future.succeededFuture();
    }

    private static List<LiveStreams> streams(List<HttpVerticle> fronts) {
        return fronts.stream().map(HttpVerticle::streams).toList();
    }

    private static Future<?> deployAll(Vertx vertx, List<? extends Deployable> verticles) {
        return Future.all(verticles.stream().map(vertx::deployVerticle).toList());
    }

    /** Succeeds when the node takes writes for the first time: a node of a cluster waits for enough others. */
    Future<Void> whenReady() {
        Promise<Void> ready = Promise.promise();
        node.vertx().setPeriodic(READY_LOOK_MILLIS, timer -> {
            if (readiness.isReady()) {
                node.vertx().cancelTimer(timer);
                ready.complete();
            }
        });
        return ready.future();
    }

    /** Completes, if ever, with why this process should end and be started anew. */
    Future<String> lost() {
        return node.lost();
    }

    int port() {
        return fronts.get(0).actualPort();
    }

    /** Tells clients to go, lets what is under way end, hands documents over, and leaves the cluster. */
    Future<Void> stop() {
        // Of no context: the event loops that would complete it have ended by then.
        Promise<Void> stopped = Promise.promise();
        drain.run().transform(drained -> node.handOver()).onComplete(handedOver -> leave(stopped));
        return stopped.future();
    }

    /**
     * What clients could notice is done, and documents are handed over or left to their copies. Where all nodes leave at
     * once Hazelcast may wait for answers that nobody gives: then the end of the process is what tells the others.
     */
    private void leave(Promise<Void> stopped) {
        CompletableFuture.delayedExecutor(LEAVING.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (stopped.tryComplete()) {
                        LOG.warn("this node ends without having left its cluster in {} s", LEAVING.toSeconds());
                    }
                });
        node.vertx().close().onComplete(closed -> {
            if (closed.succeeded()) {
                stopped.tryComplete();
            } else {
                stopped.tryFail(closed.cause());
            }
        });
    }
}
