package dev.lux.harness.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Who has no credential: connections that ask for a document, are refused and go, so many a second; and some that begin a
 * request and say nothing more, each replaced when the server ends it.
 */
public final class Intruders implements AutoCloseable {
    private static final byte[] REQUEST =
            "GET /api/lux/any HTTP/1.1\r\nHost: bench\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BEGINNING = "GET /api/lux/a".getBytes(StandardCharsets.US_ASCII);
    private static final String REFUSED = "HTTP/1.1 401";
    private static final int STEP_MILLIS = 10;

    private final InetSocketAddress server;
    private final EventLoopGroup loop = Loops.one();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    /** Belongs to the event loop. */
    private long opened;

    private Intruders(InetSocketAddress server) {
        this.server = server;
    }

    /**
     * Begins; {@link #close} ends it.
     *
     * @param perSecond connections that are refused
     * @param halfOpen connections that are held
     */
    public static Intruders begin(InetSocketAddress server, int perSecond, int halfOpen) {
        Intruders all = new Intruders(server);
        long began = System.nanoTime();
        long[] due = {0};
        all.loop.execute(() -> {
            for (int i = 0; i < halfOpen; i++) {
                all.open(all.new HalfOpen());
            }
        });
        var unused = all.loop.scheduleAtFixedRate(
                () -> {
                    long now = (System.nanoTime() - began) * perSecond / TimeUnit.SECONDS.toNanos(1);
                    for (; due[0] < now; due[0]++) {
                        all.open(all.new Asking());
                    }
                },
                0,
                STEP_MILLIS,
                TimeUnit.MILLISECONDS);
        return all;
    }

    private void open(ChannelInboundHandlerAdapter handler) {
        // Each address has only so many ports, and a closed connection keeps its own for a minute.
        String source = "127.255." + (opened / 250 % 250) + ".1";
        opened++;
        new Bootstrap()
                .group(loop)
                .channel(Loops.channel())
                .handler(handler)
                .connect(server, new InetSocketAddress(source, 0))
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        failed.incrementAndGet();
                    }
                });
    }

    /** How many were refused as they should be. */
    public long refused() {
        return refused.get();
    }

    /** How many could not connect, or were answered otherwise. */
    public long failed() {
        return failed.get();
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private final class Asking extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            var unused = ctx.writeAndFlush(Unpooled.wrappedBuffer(REQUEST));
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            boolean isRefusal = bytes.readableBytes() >= REFUSED.length()
                    && bytes.toString(bytes.readerIndex(), REFUSED.length(), StandardCharsets.US_ASCII)
                            .equals(REFUSED);
            bytes.release();
            (isRefusal ? refused : failed).incrementAndGet();
            var unused = ctx.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            failed.incrementAndGet();
            var unused = ctx.close();
        }
    }

    private final class HalfOpen extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            var unused = ctx.writeAndFlush(Unpooled.wrappedBuffer(BEGINNING));
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ((ByteBuf) message).release();
            var unused = ctx.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            Channel gone = ctx.channel();
            if (!gone.eventLoop().isShuttingDown()) {
                open(new HalfOpen());
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            var unused = ctx.close();
        }
    }
}
