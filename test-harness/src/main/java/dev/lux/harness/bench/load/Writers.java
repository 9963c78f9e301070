package dev.lux.harness.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Writers in an open loop: each write has a time at which it is due, and waits for its connection; what it waits counts.
 * All writes of a document go over one connection, so that the order of its numbers is that of its versions.
 *
 * <p>All but {@link #run} belongs to the writers' event loop.
 */
public final class Writers implements AutoCloseable {
    private static final long LONGEST_MICROS = 60_000_000;
    /** Writers that come later on the same server begin with higher numbers: what is there already is not newer. */
    private static final int NUMBERS = 1_000_000;

    private static final AtomicInteger OPENED = new AtomicInteger();

    private final EventLoopGroup loop = Loops.one();
    private final BenchClock clock;
    private final Payload payload;
    private final List<WriterConnection> connections = new ArrayList<>();
    private final int[] newest;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private @Nullable Run run;

    /**
     * How writing went.
     *
     * @param writes how many were answered well
     * @param refused how many were not
     * @param refusal the status of the last of those, or 0
     * @param latency microseconds from when each was due to its answer
     */
    public record Result(long writes, long refused, int refusal, Histogram latency) {}

    /** A plan that is being carried out. */
    @FunctionalInterface
    public interface Running {
        /** Returns when everything is answered. */
        Result await() throws IOException, InterruptedException;
    }

    /** One run of a plan. */
    private static final class Run {
        private final WritePlan plan;
        private final long startMicros;
        private final long writes;
        private final Histogram latency = new Histogram(LONGEST_MICROS, 3);
        private final CompletableFuture<Result> result = new CompletableFuture<>();
        private long sent;
        private long answered;
        private long refused;
        private int refusal;

        private Run(WritePlan plan, long startMicros) {
            this.plan = plan;
            this.startMicros = startMicros;
            this.writes = plan.writes();
        }

        private long dueMicros(long write) {
            return startMicros + Math.round(write * 1e6 / plan.perSecond());
        }
    }

    private Writers(int documents, Payload payload, BenchClock clock) {
        this.payload = payload;
        this.clock = clock;
        this.newest = new int[documents];
        Arrays.fill(newest, OPENED.getAndIncrement() % 999 * NUMBERS);
    }

    /** @param connections how many writes may be under way */
    public static Writers open(WriterTalk talk, int connections, int documents, Payload payload, BenchClock clock)
            throws IOException, InterruptedException {
        Writers writers = new Writers(documents, payload, clock);
        for (int i = 0; i < connections; i++) {
            WriterConnection connection = new WriterConnection(talk, writers);
            Bootstrap bootstrap = new Bootstrap()
                    .group(writers.loop)
                    .channel(Loops.channel())
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel made) {
                            made.pipeline().addLast(connection);
                        }
                    });
            bootstrap.connect(talk.address()).sync();
            writers.connections.add(connection);
        }
        return writers;
    }

    /** Carries a plan out, and returns when everything is answered. */
    public Result run(WritePlan plan) throws IOException, InterruptedException {
        return begin(plan).await();
    }

    /** Begins to carry a plan out; one at a time. */
    public Running begin(WritePlan plan) {
        Run next = new Run(plan, clock.micros() + 1_000);
        loop.execute(() -> {
            run = next;
            go(next);
        });
        return () -> result(next);
    }

    private static Result result(Run of) throws IOException, InterruptedException {
        long limit = of.plan.time().toSeconds() + 60;
        try {
            return of.result.get(limit, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("a writer failed", e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("writes were not answered within " + limit + " s", e);
        }
    }

    /** The number of each document's last write. */
    public int[] newest() {
        return newest.clone();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What can fail in it is told to the run.
    private void go(Run now) {
        Throwable failed = failure.get();
        if (failed != null) {
            now.result.completeExceptionally(failed);
            return;
        }
        long micros = clock.micros();
        while (now.sent < now.writes && now.dueMicros(now.sent) <= micros) {
            int document = (int) (now.sent % now.plan.documents());
            connections.get(document % connections.size()).add(document, now.dueMicros(now.sent));
            now.sent++;
        }
        if (now.sent < now.writes) {
            long wait = Math.max(0, now.dueMicros(now.sent) - clock.micros());
            loop.schedule(() -> go(now), wait, TimeUnit.MICROSECONDS);
        }
    }

    /** The next state of a document. */
    byte[] next(int document, long dueMicros) {
        return payload.of(document, ++newest[document], dueMicros);
    }

    void answered(long dueMicros, int status) {
        Run now = run;
        if (now == null) {
            return;
        }
        now.answered++;
        if (status >= 300) {
            now.refused++;
            now.refusal = status;
        }
        now.latency.recordValue(Math.min(LONGEST_MICROS, Math.max(0, clock.micros() - dueMicros)));
        if (now.answered == now.writes) {
            run = null;
            now.result.complete(new Result(now.writes - now.refused, now.refused, now.refusal, now.latency));
        }
    }

    void failed(Throwable cause) {
        failure.compareAndSet(null, cause);
        Run now = run;
        if (now != null) {
            now.result.completeExceptionally(cause);
        }
    }

    @Override
    public void close() {
        run = null;
        connections.forEach(WriterConnection::close);
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
