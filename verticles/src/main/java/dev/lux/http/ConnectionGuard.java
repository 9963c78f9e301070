package dev.lux.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a connection ends, so that the client learns why. One per connection, on its event loop; it stays when the
 * connection becomes a socket.
 *
 * <pre>
 *   open --closed by us inside of a request or after a fault--> ending --client ends its side, or a second--> closed
 *     +-- closed by us between requests, or lost -----------------------------------------------------------^
 * </pre>
 *
 * <p>Ending: Vert.x closes right after a fault, when what it wrote before is not yet flushed; and a close on unread data
 * resets the connection, which may cost the client the answer (RFC 9112, section 9.6). So what was written is flushed,
 * our side is ended, and what still comes is dropped.
 *
 * <p>A client that has ended its side still gets the answers to what it had asked; but it is not kept for news, since
 * most clients that do so have gone.
 */
final class ConnectionGuard extends ChannelDuplexHandler {
    private static final String NAME = "lux-guard";
    private static final Duration LINGER = Duration.ofSeconds(1);
    /** Every answer but news comes much sooner. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(75);

    /** {@code null} once it is a socket's. */
    private @Nullable HttpConnection connection;

    private final Channel channel;
    private final StrictDecoder decoder;
    private final long headTimeoutNanos;
    /** By when a request must have come; {@code Long.MAX_VALUE} while one is answered. */
    private long idleUntilNanos;

    private boolean waitingForNews;
    private boolean broken;
    private boolean lost;
    private boolean peerDone;
    private boolean ending;

    /**
     * @param headTimeout from the first byte of a head to its last, and from now to the first request
     * @param nowNanos when the connection was opened
     */
    ConnectionGuard(
            HttpConnection connection, Channel channel, StrictDecoder decoder, Duration headTimeout, long nowNanos) {
        this.connection = connection;
        this.channel = channel;
        this.decoder = decoder;
        this.headTimeoutNanos = headTimeout.toNanos();
        this.idleUntilNanos = nowNanos + headTimeoutNanos;
    }

    /** Takes its place before Vert.x's own handler, which is the last. */
    void install() {
        channel.pipeline().addBefore(channel.pipeline().lastContext().name(), NAME, this);
    }

    static @Nullable ConnectionGuard of(HttpConnection connection) {
        Channel channel =
                ((HttpServerConnection) connection).channelHandlerContext().channel();
        return (ConnectionGuard) channel.pipeline().get(NAME);
    }

    /** A request has come. */
    void busy() {
        idleUntilNanos = Long.MAX_VALUE;
        waitingForNews = false;
    }

    /** Its answer comes when there is something new, or never ends. */
    void waitsForNews() {
        waitingForNews = true;
        if (peerDone) {
            closeConnection();
        }
    }

    /** Whether something has come behind the request that is answered. */
    boolean isFollowed() {
        return decoder.isUnfinished();
    }

    /** Its answer has ended. */
    void idle(long untilNanos) {
        idleUntilNanos = untilNanos;
        if (peerDone) {
            // Not at once: the next of several requests may be taken up in this same call.
            channel.eventLoop().execute(this::closeWhenIdle);
        }
    }

    /**
     * Forgets what requests need, if the connection has become a socket, for which none will come: there may be many.
     *
     * @return whether it has
     */
    boolean forgetIfSocket() {
        boolean is = isSocket();
        if (is) {
            connection = null;
        }
        return is;
    }

    private boolean isIdle() {
        return idleUntilNanos != Long.MAX_VALUE;
    }

    private void closeConnection() {
        if (connection != null) {
            connection.close();
        }
    }

    private void closeWhenIdle() {
        if (isIdle()) {
            closeConnection();
        }
    }

    /** Refuses a head that does not come, and closes a connection on which nothing does. */
    void checkTime(long nowNanos) {
        boolean overdue = isIdle() && idleUntilNanos - nowNanos < 0;
        ChannelHandlerContext codec = channel.pipeline().context(decoder);
        if (codec != null && decoder.isHeadOlderThan(overdue ? 0 : headTimeoutNanos)) {
            decoder.timeOut(codec);
        } else if (overdue) {
            closeConnection();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        broken = true;
        lost |= cause instanceof IOException;
        ctx.fireExceptionCaught(cause);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        ctx.fireUserEventTriggered(event);
        if (event instanceof ChannelInputShutdownEvent) {
            peerDone = true;
            peerIsDone(ctx);
        }
    }

    private void peerIsDone(ChannelHandlerContext ctx) {
        if (ending || isSocket() || (!isIdle() && waitingForNews)) {
            closeNow(ctx, ctx.newPromise());
            return;
        }
        closeWhenIdle();
        if (channel.isOpen()) {
            closeLater(ctx, LAST_ANSWERS);
        }
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        boolean toBeTold = ending || broken || (!isSocket() && decoder.isUnfinished());
        if (lost || !toBeTold || !channel.isActive()) {
            closeNow(ctx, promise);
            return;
        }
        channel.closeFuture().addListener(closed -> promise.trySuccess());
        if (!ending) {
            end(ctx);
        }
    }

    private void end(ChannelHandlerContext ctx) {
        ending = true;
        decoder.stop();
        // Vert.x stops reading when it has much to do; here the client's end is waited for.
        channel.config().setAutoRead(true);
        closeLater(ctx, LINGER);
        ChannelPromise flushed = ctx.newPromise();
        flushed.addListener(done -> flushed(ctx, done.isSuccess()));
        var unused = ctx.writeAndFlush(Unpooled.EMPTY_BUFFER, flushed);
    }

    private void flushed(ChannelHandlerContext ctx, boolean done) {
        if (peerDone || !done) {
            closeNow(ctx, ctx.newPromise());
        } else {
            SslHandler secured = channel.pipeline().get(SslHandler.class);
            if (secured == null) {
                endOutput();
            } else {
                // An end without this one could be anybody's.
                secured.closeOutbound().addListener(told -> endOutput());
            }
        }
    }

    private void endOutput() {
        var unused = ((DuplexChannel) channel).shutdownOutput();
    }

    private void closeLater(ChannelHandlerContext ctx, Duration delay) {
        Runnable close = () -> closeNow(ctx, ctx.newPromise());
        ScheduledFuture<?> timer = channel.eventLoop().schedule(close, delay.toMillis(), TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> timer.cancel(false));
    }

    private static void closeNow(ChannelHandlerContext ctx, ChannelPromise promise) {
        var unused = ctx.close(promise);
    }

    private boolean isSocket() {
        return channel.pipeline().context(decoder) == null;
    }
}
