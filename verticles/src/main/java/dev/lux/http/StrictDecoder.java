package dev.lux.http;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.time.Clock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;

/**
 * Vert.x's codec, made strict by {@link HeadScan}, and told what it has no idea of: time, and a client that has ended
 * its side. Each fault comes out as an invalid message in its place after the requests before it, so that it is
 * answered when its turn comes; nothing after it is read. One per connection, on its event loop.
 */
final class StrictDecoder extends VertxHttpRequestDecoder {
    private final HeadScan scan = new HeadScan();
    private final Clock clock;
    private boolean inBody;
    private boolean headBegun;
    private long headBegunNanos;
    private boolean stopped;

    StrictDecoder(HttpServerOptions options, Clock clock) {
        super(options);
        this.clock = clock;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (stopped) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (!inBody) {
            try {
                scan.check(in);
            } catch (LuxException fault) {
                in.skipBytes(in.readableBytes());
                out.add(refused(fault));
                stopped = true;
                return;
            }
        }
        super.decode(ctx, in, out);
        if (!out.isEmpty()) {
            decoded((HttpObject) out.get(out.size() - 1));
        }
        noteHead(!inBody && !stopped && (scan.isInHeaders() || in.isReadable()));
    }

    private void decoded(HttpObject last) {
        stopped = last.decoderResult().isFailure();
        inBody = !(last instanceof LastHttpContent);
        headBegun = false;
        scan.restart();
    }

    private void noteHead(boolean begun) {
        if (begun && !headBegun) {
            headBegunNanos = clock.elapsedNanos();
        }
        headBegun = begun;
    }

    /** The client has ended its side, or the connection is lost; only in the first case can it be told anything. */
    @Override
    protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (!stopped && ctx.channel().isActive() && isInsideMessage()) {
            stopped = true;
            LuxException fault = new LuxException(ErrorCode.INVALID_REQUEST, "The request is broken off.");
            out.add(inBody ? brokenBody(fault) : refused(fault));
        }
    }

    private boolean isInsideMessage() {
        return inBody || headBegun;
    }

    /** Whether the client may have more to say that nobody will read: in the middle of a request, or after a fault. */
    boolean isUnfinished() {
        return stopped || isInsideMessage();
    }

    /** Whether a head began at least this long ago and is not whole. */
    boolean isHeadOlderThan(long nanos) {
        return headBegun && clock.elapsedNanos() - headBegunNanos >= nanos;
    }

    /** Refuses the head that is not whole. */
    void timeOut(ChannelHandlerContext ctx) {
        stopped = true;
        headBegun = false;
        ctx.fireChannelRead(
                refused(new LuxException(ErrorCode.REQUEST_TIMEOUT, "The head of the request did not come in time.")));
        ctx.fireChannelReadComplete();
    }

    /** Drops what comes from now on. */
    void stop() {
        stopped = true;
        headBegun = false;
    }

    /**
     * The name as it came. Vert.x 5.0 knows names that come often by most of their bytes, not by all: it takes
     * {@code Content-Xength} for {@code Content-Length}, which no balancer in front does.
     */
    @Override
    protected AsciiString splitHeaderName(byte[] bytes, int start, int length) {
        AsciiString name = super.splitHeaderName(bytes, start, length);
        AsciiString asItCame = new AsciiString(bytes, start, length, false);
        return name.equals(asItCame) ? name : new AsciiString(bytes, start, length, true);
    }

    /** Stands for a request that could not be read; the answer is in the version that the broker speaks. */
    @Override
    protected HttpMessage createInvalidMessage() {
        return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/", Unpooled.EMPTY_BUFFER);
    }

    private HttpMessage refused(LuxException fault) {
        HttpMessage message = createInvalidMessage();
        message.setDecoderResult(DecoderResult.failure(fault));
        return message;
    }

    private static HttpObject brokenBody(LuxException fault) {
        HttpObject content = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
        content.setDecoderResult(DecoderResult.failure(fault));
        return content;
    }
}
