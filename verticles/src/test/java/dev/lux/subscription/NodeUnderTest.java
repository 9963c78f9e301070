package dev.lux.subscription;

import dev.lux.cluster.ClusterNode;
import dev.lux.cluster.ClusterSettings;
import dev.lux.command.Condition;
import dev.lux.command.OwnerRequest;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.command.WriteReply;
import dev.lux.document.Pattern;
import dev.lux.limits.Limits;
import dev.lux.owner.OwnerSettings;
import dev.lux.owner.OwnerVerticle;
import dev.lux.owner.StateBudget;
import dev.lux.route.BusAddress;
import dev.lux.route.MessageCodecs;
import dev.lux.route.OwnerClient;
import dev.lux.time.Clock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A real node on loopback without its HTTP side: two owners, the subscription verticle, and one hub. */
public final class NodeUnderTest implements AutoCloseable {
    private static final int OWNERS = 2;

    private final Vertx vertx;
    private final OwnerClient owners;
    private final HubVerticle front;
    /** How often each pattern was registered with owners and not unregistered. */
    private final Map<Pattern, AtomicLong> registrations = new ConcurrentHashMap<>();

    private static final class HubVerticle extends VerticleBase {
        private final NodeInterest interest;
        private final OwnerClient owners;
        private final Promise<Hub> hub = Promise.promise();

        HubVerticle(NodeInterest interest, OwnerClient owners) {
            this.interest = interest;
            this.owners = owners;
        }

        @Override
        public Future<?> start() {
            hub.complete(new Hub(0, context, interest, owners, Clock.system(), new OutboxUnderTest.CountingStats()));
            return Future.succeededFuture();
        }

        Context onContext() {
            return context;
        }
    }

    public NodeUnderTest() {
        ClusterNode node = await(ClusterNode.start(
                ClusterSettings.single("lux-test-" + UUID.randomUUID()), OWNERS, Vertx.builder(), new VertxOptions()));
        vertx = node.vertx();
        MessageCodecs.register(vertx.eventBus());
        countRegistrations();
        BusAddress addresses = new BusAddress(node.store(), OWNERS);
        StateBudget budget = new StateBudget(Limits.DEFAULT.stateBytes());
        for (int index = 0; index < OWNERS; index++) {
            OwnerSettings settings =
                    new OwnerSettings(node.store(), Clock.system(), Limits.DEFAULT, budget, index, OWNERS);
            await(vertx.deployVerticle(new OwnerVerticle(settings, addresses, new SecureRandom())));
        }
        SubscriptionVerticle subscription = new SubscriptionVerticle(addresses);
        await(vertx.deployVerticle(subscription));
        owners = new OwnerClient(vertx, addresses);
        front = new HubVerticle(await(subscription.interest()), owners);
        await(vertx.deployVerticle(front));
    }

    private void countRegistrations() {
        vertx.eventBus().<Object>addOutboundInterceptor(delivery -> {
            // Not the message's body: until it is received, a clustered message says that it has none.
            Object body = delivery.body();
            if (body instanceof OwnerRequest.Register register) {
                register.patterns().forEach(pattern -> registered(pattern).incrementAndGet());
            } else if (body instanceof OwnerRequest.Unregister unregister) {
                unregister.patterns().forEach(pattern -> registered(pattern).decrementAndGet());
            }
            delivery.next();
        });
    }

    private AtomicLong registered(Pattern pattern) {
        return registrations.computeIfAbsent(pattern, first -> new AtomicLong());
    }

    /** The patterns that owners push for. */
    public Set<Pattern> registered() {
        Set<Pattern> registered = ConcurrentHashMap.newKeySet();
        registrations.forEach((pattern, count) -> {
            if (count.get() != 0) {
                registered.add(pattern);
            }
        });
        return registered;
    }

    public Vertx vertx() {
        return vertx;
    }

    public OwnerClient owners() {
        return owners;
    }

    public Hub hub() {
        return await(front.hub.future());
    }

    /** Starts something on the hub's event loop. */
    public <T> Future<T> ask(Supplier<Future<T>> task) {
        Promise<T> answer = Promise.promise();
        front.onContext().runOnContext(turn -> {
            try {
                task.get().onComplete(answer);
            } catch (RuntimeException | AssertionError e) {
                answer.fail(e);
            }
        });
        return answer.future();
    }

    /** Runs something on the hub's event loop and waits for what it says. */
    public <T> T call(Supplier<T> task) {
        return await(ask(() -> Future.succeededFuture(task.get())));
    }

    public void run(Runnable task) {
        call(() -> {
            task.run();
            return true;
        });
    }

    public static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    /** Puts a document whose data is a number, or deletes it. @return its new version; 0 when nothing was there */
    public long write(String id, boolean delete) {
        byte[] body = delete ? new byte[0] : "1".getBytes(StandardCharsets.US_ASCII);
        WriteKind kind = delete ? WriteKind.DELETE : WriteKind.PUT;
        WriteReply reply = await(owners.write(List.of(new Write(id, kind, body, Condition.NONE, null, null, "me"))))
                .get(0);
        if (reply instanceof WriteReply.Written written) {
            return written.version();
        }
        throw new AssertionError("refused: " + reply);
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
