package dev.lux.harness.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** All sockets of a run, on one event loop. */
public final class Subscribers implements AutoCloseable {
    /** More at a time would overflow some servers' queues of connections. */
    private static final int OPENED_AT_ONCE = 100;

    private static final AtomicInteger OPENED = new AtomicInteger();

    /** What was closed a short time ago keeps its ports for a while (TIME_WAIT). */
    private final int number = OPENED.getAndIncrement();

    private final EventLoopGroup loop = Loops.one();
    private final BenchClock clock;
    private final Deliveries deliveries;
    /** Belongs to the event loop. */
    private final List<Channel> channels = new ArrayList<>();

    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private Subscribers(BenchClock clock, Deliveries deliveries) {
        this.clock = clock;
        this.deliveries = deliveries;
    }

    /**
     * Opens sockets, a hundred at a time, and returns when the server has accepted all.
     *
     * @param documents how many documents there are
     * @param payload what each is
     */
    public static Subscribers open(
            SubscriberTalk talk, int sockets, int documents, Payload payload, BenchClock clock, Duration timeout)
            throws IOException, InterruptedException {
        return open(talk, sockets, OPENED_AT_ONCE, documents, payload, clock, timeout);
    }

    /** The same, so many at a time. */
    public static Subscribers open(
            SubscriberTalk talk,
            int sockets,
            int atOnce,
            int documents,
            Payload payload,
            BenchClock clock,
            Duration timeout)
            throws IOException, InterruptedException {
        Subscribers all = new Subscribers(clock, new Deliveries(sockets, documents));
        try {
            all.openAll(talk, sockets, atOnce, payload.shownBytes(), System.nanoTime() + timeout.toNanos());
            return all;
        } catch (IOException | RuntimeException e) {
            all.close();
            throw e;
        }
    }

    private void openAll(SubscriberTalk talk, int sockets, int atOnce, int shownBytes, long deadline)
            throws IOException, InterruptedException {
        for (int socket = 0; socket < sockets; socket++) {
            SubscriberSocket handler =
                    new SubscriberSocket(talk, new DeliveryScanner(deliveries, socket, shownBytes), this);
            Bootstrap bootstrap = new Bootstrap()
                    .group(loop)
                    .channel(Loops.channel())
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel made) {
                            made.pipeline().addLast(handler);
                            channels.add(made);
                        }
                    });
            bootstrap
                    .connect(talk.address(socket), new InetSocketAddress(source(socket), 0))
                    .addListener(done -> {
                        if (!done.isSuccess()) {
                            failed(done.cause());
                        }
                    });
            // As many more as have been opened.
            await(Math.max(0, socket + 1 - atOnce), deadline);
        }
        await(sockets, deadline);
    }

    /**
     * Other addresses of this machine for others, and for each thousand: the more ports of an address are taken, the longer
     * the kernel looks for a free one, and what is measured is the load.
     */
    private String source(int socket) {
        return "127." + (1 + number % 250) + "." + socket / 1_000 + ".1";
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

    /** From now on nothing is read from any of them. */
    public void stopReading() throws InterruptedException {
        onLoop(() -> channels.forEach(channel -> channel.config().setAutoRead(false)));
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
