package dev.lux.websocket;

import dev.lux.subscription.Sink;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.vertx.core.http.ServerWebSocket;
import org.jspecify.annotations.Nullable;

/**
 * A socket as a sink: writes finished frames to the Netty channel. Full means that the channel holds the configured
 * number of bytes that the kernel has not taken.
 *
 * <p>Vert.x's own writes (pings, close frames) go to the same channel in the order of the calls. The way to the channel
 * is an internal interface of Vert.x; the socket tests cover it.
 */
final class SocketSink implements Sink {
    private final ServerWebSocket socket;
    private final ChannelHandlerContext netty;
    private @Nullable Runnable onRoom;
    private boolean closed;

    /** @param channel the socket's, after the upgrade */
    SocketSink(ServerWebSocket socket, Channel channel, int bufferBytes) {
        this.socket = socket;
        // The last handler is Vert.x's own; what is written from there goes through the codec.
        this.netty = channel.pipeline().lastContext();
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(bufferBytes / 2, bufferBytes));
        channel.pipeline().addBefore(netty.name(), "lux-close-frames", new CloseFrames());
        channel.pipeline().addBefore(netty.name(), "lux-room", new ChannelInboundHandlerAdapter() {
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
        var buffer = netty.channel().unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    void close() {
        closed = true;
    }

    @Override
    public boolean hasRoom() {
        return !closed && netty.channel().isWritable();
    }

    @Override
    public void write(byte[] frame, long version) {
        // The void promise reports failures to the channel's exception handler.
        var unused = netty.write(new TextWebSocketFrame(Unpooled.wrappedBuffer(frame)), netty.voidPromise());
    }

    @Override
    public void flush() {
        netty.flush();
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
