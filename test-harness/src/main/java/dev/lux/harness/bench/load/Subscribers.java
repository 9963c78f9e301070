package dev.lux.harness.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** All sockets of a run, on one event loop. */
public final class Subscribers implements AutoCloseable {
    /** So many connections are opened at a time: more would overflow a server's queue of them. */
    private static final int OPENED_AT_ONCE = 100;

    private final EventLoopGroup loop = Loops.one();
    private final BenchClock clock;
    private final Deliveries deliveries;
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private Subscribers(BenchClock clock, Deliveries deliveries) {
        this.clock = clock;
        this.deliveries = deliveries;
    }

    /**
     * Opens sockets and returns when the server has accepted all.
     *
     * @param documents how many documents there are
     * @param documentBytes how long each is
     */
    public static Subscribers open(
            SubscriberTalk talk, int sockets, int documents, int documentBytes, BenchClock clock, Duration timeout)
            throws IOException, InterruptedException {
        Subscribers all = new Subscribers(clock, new Deliveries(sockets, documents));
        try {
            all.openAll(talk, sockets, documentBytes, System.nanoTime() + timeout.toNanos());
            return all;
        } catch (IOException | RuntimeException e) {
            all.close();
            throw e;
        }
    }

    private void openAll(SubscriberTalk talk, int sockets, int documentBytes, long deadline)
            throws IOException, InterruptedException {
        for (int socket = 0; socket < sockets; socket++) {
            SubscriberSocket handler =
                    new SubscriberSocket(talk, new DeliveryScanner(deliveries, socket, documentBytes), this);
            Bootstrap bootstrap = new Bootstrap()
                    .group(loop)
                    .channel(Loops.channel())
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel made) {
                            made.pipeline().addLast(handler);
                        }
                    });
            // Another address of this machine for each 20,000: a pair of addresses has no more ports.
            bootstrap
                    .connect(talk.address(), new InetSocketAddress("127.0.1." + (1 + socket / 20_000), 0))
                    .addListener(done -> {
                        if (!done.isSuccess()) {
                            failed(done.cause());
                        }
                    });
            if ((socket + 1) % OPENED_AT_ONCE == 0 || socket + 1 == sockets) {
                await(socket + 1, deadline);
            }
        }
    }

    private void await(int wanted, long deadline) throws IOException, InterruptedException {
        while (opened.get() < wanted) {
            throwFailure();
            if (System.nanoTime() > deadline) {
                throw new IOException("only " + opened + " of " + wanted + " sockets were opened");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /** @throws IOException when a socket has failed or was closed by the server */
    public void throwFailure() throws IOException {
        Throwable cause = failure.get();
        if (cause != null) {
            throw new IOException("a subscriber failed", cause);
        }
        if (closed.get() > 0) {
            throw new IOException(closed + " subscribers were closed by the server");
        }
    }

    public Deliveries deliveries() {
        return deliveries;
    }

    /** Runs on the event loop to which the deliveries belong, and waits for its end. */
    public void onLoop(Runnable task) throws InterruptedException {
        loop.submit(task).sync();
    }

    long micros() {
        return clock.micros();
    }

    void opened() {
        opened.incrementAndGet();
    }

    void closed() {
        closed.incrementAndGet();
    }

    void failed(Throwable cause) {
        failure.compareAndSet(null, cause);
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
