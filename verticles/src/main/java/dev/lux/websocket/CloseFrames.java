package dev.lux.websocket;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/**
 * Refuses closes that RFC 6455 lets nobody send (sections 5.5.1 and 7.4). Netty does so for codes up to 4999 and for
 * reasons that go wrong before their end; what is left, Vert.x would send back.
 */
final class CloseFrames extends ChannelInboundHandlerAdapter {
    private static final int NO_CODE = -1;
    private static final int CODE_BYTES = 2;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof CloseWebSocketFrame close && !mayBeSent(close)) {
            close.release();
            // From the beginning of the pipeline, as the codec's own faults: the connection's guard must see it.
            context.pipeline()
                    .fireExceptionCaught(new CorruptedWebSocketFrameException(
                            WebSocketCloseStatus.PROTOCOL_ERROR, "a close that nobody may send"));
        } else {
            context.fireChannelRead(message);
        }
    }

    private static boolean mayBeSent(CloseWebSocketFrame close) {
        int code = close.statusCode();
        if (code == NO_CODE) {
            return true;
        }
        int reasonBytes = close.content().readableBytes() - CODE_BYTES;
        byte[] reason = ByteBufUtil.getBytes(close.content(), close.content().readerIndex() + CODE_BYTES, reasonBytes);
        return isCode(code) && Faults.isUtf8(reason);
    }

    private static boolean isCode(int code) {
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    }
}
