package dev.lux.subscription;

import dev.lux.cluster.ClusterNode;
import dev.lux.cluster.ClusterSettings;
import dev.lux.command.Condition;
import dev.lux.command.OwnerRequest;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.command.WriteReply;
import dev.lux.document.Pattern;
import dev.lux.lifecycle.Contact;
import dev.lux.limits.Limits;
import dev.lux.loop.Loop;
import dev.lux.loop.VertxLoop;
import dev.lux.owner.OwnerSettings;
import dev.lux.owner.OwnerVerticle;
import dev.lux.owner.StateBudget;
import dev.lux.replica.NodeReplica;
import dev.lux.replica.RepairStats;
import dev.lux.route.BusAddress;
import dev.lux.route.BusOwnerCalls;
import dev.lux.route.Interest;
import dev.lux.route.MessageCodecs;
import dev.lux.route.OwnerCalls;
import dev.lux.route.OwnerClient;
import dev.lux.route.Owners;
import dev.lux.route.Patience;
import dev.lux.route.WriteLanes;
import dev.lux.time.Clock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** A real node on loopback without its HTTP side: two owners, the subscription verticle, and one hub. */
public final class NodeUnderTest implements AutoCloseable {
    private static final int OWNERS = 2;

    private final Vertx vertx;
    private final BusAddress addresses;
    private final Front front;
    /** What each owner was asked to push, and not to leave it. Guarded by itself: messages leave on every event loop. */
    private final Map<String, Interest> interests = new HashMap<>();

    /** What an event loop of a broker has, but for its sockets. */
    private static final class Front extends VerticleBase {
        private final BusAddress addresses;
        private final NodeReplica replica;
        private final Promise<Owners> owners = Promise.promise();
        private final Promise<Hub> hub = Promise.promise();

        Front(BusAddress addresses, NodeReplica replica) {
            this.addresses = addresses;
            this.replica = replica;
        }

        @Override
        public Future<?> start() {
            Loop loop = new VertxLoop(vertx, context);
            Clock clock = Clock.system();
            OwnerCalls calls = new BusOwnerCalls(vertx, addresses, loop);
            Patience patience = new Patience(loop, clock, new SecureRandom());
            WriteLanes writes = new WriteLanes(addresses.writer(0), addresses, calls, loop, clock, patience);
            Owners client = new OwnerClient(addresses, calls, patience, writes);
            owners.complete(client);
            hub.complete(new Hub(loop, replica, client, clock, new OutboxUnderTest.CountingStats(), Contact.always()));
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
        addresses = new BusAddress(node.store());
        recordInterest();
        awaitSettled(deployOwners(node));
        SubscriptionVerticle subscription =
                new SubscriptionVerticle(addresses, Clock.system(), new SecureRandom(), RepairStats.NONE);
        await(vertx.deployVerticle(subscription));
        front = new Front(addresses, await(subscription.replica()));
        await(vertx.deployVerticle(front));
    }

    private List<OwnerVerticle> deployOwners(ClusterNode node) {
        StateBudget budget = new StateBudget(Limits.DEFAULT.stateBytes());
        List<OwnerVerticle> owners = new ArrayList<>();
        for (int index = 0; index < OWNERS; index++) {
            OwnerSettings settings = new OwnerSettings(
                    node.store(), Clock.system(), Limits.DEFAULT, budget, index, OWNERS, resent -> {});
            OwnerVerticle owner = new OwnerVerticle(settings, addresses, new SecureRandom());
            await(vertx.deployVerticle(owner));
            owners.add(owner);
        }
        return owners;
    }

    private static void awaitSettled(List<OwnerVerticle> owners) {
        Awaitility.await("every shard is served")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> owners.stream().allMatch(OwnerVerticle::isSettled));
    }

    private void recordInterest() {
        vertx.eventBus().<Object>addOutboundInterceptor(delivery -> {
            // Not the message's body: until it is received, a clustered message says that it has none.
            Object body = delivery.body();
            String owner = delivery.message().address();
            if (body instanceof OwnerRequest.Register register && register.whole()) {
                change(owner, interest -> interest.replace(register.shards(), register.patterns(), 0));
            } else if (body instanceof OwnerRequest.Register register) {
                change(owner, interest -> interest.add(register.patterns(), 0));
            } else if (body instanceof OwnerRequest.Unregister unregister) {
                change(owner, interest -> interest.remove(unregister.patterns(), 0));
            }
            delivery.next();
        });
    }

    private void change(String owner, Consumer<Interest> change) {
        synchronized (interests) {
            change.accept(interests.computeIfAbsent(owner, first -> new Interest(addresses::shardOf)));
        }
    }

    /** The patterns that owners push for. */
    public Set<Pattern> registered() {
        Set<Integer> everywhere =
                IntStream.range(0, addresses.shardCount()).boxed().collect(Collectors.toSet());
        Set<Pattern> registered = new HashSet<>();
        synchronized (interests) {
            interests.values().forEach(interest -> registered.addAll(interest.within(everywhere)));
        }
        return registered;
    }

    public Vertx vertx() {
        return vertx;
    }

    /** As the hub's event loop asks them: every call is made there. */
    public Owners owners() {
        return await(front.owners.future());
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
        Write write = new Write(id, kind, body, Condition.NONE, null, null, "me");
        Owners owners = owners();
        WriteReply reply = await(ask(() -> owners.write(List.of(write)))).get(0);
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
