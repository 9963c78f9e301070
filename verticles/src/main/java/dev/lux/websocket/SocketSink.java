package dev.lux.websocket;

import dev.lux.subscription.Sink;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A socket as a sink: writes finished bytes to the Netty channel, those of one turn at once. Full means that the channel
 * holds the configured number of bytes that the kernel has not taken.
 *
 * <p>Vert.x's own writes (pings, close frames) go to the same channel in the order of the calls. The way to the channel
 * is an internal interface of Vert.x; the socket tests cover it.
 */
final class SocketSink implements Sink {
    private final ServerWebSocket socket;
    private final SharedFrames shared;
    private final Channel channel;
    private final boolean secured;
    /** The first frame of this turn, mostly the only one. */
    private byte @Nullable [] first;
    /** All frames of this turn, when there are more. */
    private @Nullable List<byte[]> more;

    private long turnBytes;
    private @Nullable Runnable onRoom;
    private boolean closed;

    /** @param channel the socket's, after the upgrade, without extensions */
    SocketSink(ServerWebSocket socket, SharedFrames shared, Channel channel, int bufferBytes) {
        this.socket = socket;
        this.shared = shared;
        this.channel = channel;
        this.secured = channel.pipeline().get(SslHandler.class) != null;
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(bufferBytes / 2, bufferBytes));
        // The last handler is Vert.x's own.
        String last = channel.pipeline().lastContext().name();
        channel.pipeline().addBefore(last, "lux-close-frames", new CloseFrames());
        channel.pipeline().addBefore(last, "lux-room", new ChannelInboundHandlerAdapter() {
            @Override
            public void channelWritabilityChanged(ChannelHandlerContext context) {
                context.fireChannelWritabilityChanged();
                Runnable task = onRoom;
                if (task != null && context.channel().isWritable()) {
                    task.run();
                }
            }
        });
    }

    /** @param task called when a full sink has room again */
    void onRoom(Runnable task) {
        onRoom = task;
    }

    /** Bytes that the kernel has not taken yet. */
    long unsentBytes() {
        var buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    void close() {
        closed = true;
    }

    @Override
    public boolean hasRoom() {
        return !closed && channel.bytesBeforeUnwritable() > turnBytes;
    }

    @Override
    public void write(byte[] frame, long version) {
        if (first == null) {
            first = frame;
        } else {
            if (more == null) {
                more = new ArrayList<>();
                more.add(first);
            }
            more.add(frame);
        }
        turnBytes += frame.length;
    }

    @Override
    public void flush() {
        byte[] single = first;
        if (single != null) {
            List<byte[]> all = more;
            // Before it is written: room may come within, and then the next turn begins.
            first = null;
            more = null;
            turnBytes = 0;
            ByteBuf bytes = all == null ? shared.bytes(single, channel.alloc()) : shared.bytes(all, channel.alloc());
            if (secured) {
                var unused = channel.writeAndFlush(bytes, channel.voidPromise());
                return;
            }
            // Past the pipeline, in which no handler wants to see it: a thousand sockets have several thousand of them,
            // none of which is in the cache. The void promise reports failures to the channel's exception handler.
            Channel.Unsafe transport = channel.unsafe();
            transport.write(bytes, channel.voidPromise());
            transport.flush();
        }
    }

    @Override
    public void pauseReading(boolean pause) {
        if (pause) {
            socket.pause();
        } else {
            socket.resume();
        }
    }
}
