package dev.lux.harness.fuzz;

import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.WireFrame;
import dev.lux.http.HttpEdge;
import dev.lux.limits.Limits;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.ws.WebSocketFrameImpl;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * The way of frames as the broker sets it up: Netty's decoder with our limits, our refusal of closes, and the assembler
 * of messages. The bytes of a socket, whole and in pieces, against a reader by the words of RFC 6455.
 */
final class FrameTarget {
    private static final int MAX_BYTES = 96 * 1024;
    private static final HttpServerOptions OPTIONS = HttpEdge.options(Limits.DEFAULT);
    private static final int LARGEST = Limits.DEFAULT.messageBytes();
    private static final WebSocketDecoderConfig CONFIG = WebSocketDecoderConfig.newBuilder()
            .allowExtensions(OPTIONS.getPerMessageWebSocketCompressionSupported())
            .maxFramePayloadLength(OPTIONS.getMaxWebSocketFrameSize())
            .allowMaskMismatch(OPTIONS.isAcceptUnmaskedFrames())
            .closeOnProtocolViolation(false)
            .build();
    private static final Hidden.Call CLOSES = Hidden.maker("dev.lux.websocket.CloseFrames");
    private static final Hidden.Call ASSEMBLER = Hidden.maker("dev.lux.websocket.MessageAssembler", int.class);
    private static final Hidden.Call TAKE =
            Hidden.methodOf("dev.lux.websocket.MessageAssembler", "take", io.vertx.core.http.WebSocketFrame.class);
    private static final Hidden.Call BYTES =
            Hidden.methodOf("dev.lux.websocket.MessageAssembler$Result$Message", "bytes");

    private FrameTarget() {}

    static FuzzTarget target() {
        byte[] text = WireFrame.text("{\"type\":\"subscribe\"}").masked(7);
        byte[] ping = WireFrame.of(WireFrame.PING, new byte[] {1, 2}).masked(-1);
        byte[] close = WireFrame.close(1000, "bye").masked(0);
        byte[] medium = WireFrame.of(WireFrame.TEXT, new byte[300]).masked(0x01020304);
        byte[] large = WireFrame.of(WireFrame.TEXT, new byte[70_000]).masked(3);
        byte[] begin = Mutator.bytes(0x01, 0x82, 0, 0, 0, 0, 'a', 'b');
        byte[] more = Mutator.bytes(0x00, 0x81, 0, 0, 0, 0, 'c');
        byte[] end = Mutator.bytes(0x80, 0x81, 0, 0, 0, 0, 'd');
        return FuzzTarget.of(
                        "frames", FuzzTarget.Form.BYTES, MAX_BYTES, IllegalArgumentException.class, FrameTarget::run)
                .seededBytes(List.of(
                        text,
                        HttpBytes.join(ping, text, close),
                        medium,
                        large,
                        HttpBytes.join(begin, more, ping, end, text),
                        HttpBytes.join(begin, end, begin, more, end)))
                .remadeBy((input, mutator) ->
                        HttpBytes.join(input, mutator.pick(List.of(text, ping, close, medium, begin, more, end))));
    }

    private static String run(byte[] input, Product product) throws Exception {
        List<String> whole = product.sure(() -> read(input, 0));
        List<String> pieces = product.sure(() -> read(input, 1 + new Random(input.length).nextInt(input.length + 1)));
        Broken.unless(pieces.equals(whole), "in pieces it is read otherwise", () -> whole + " and in pieces " + pieces);
        List<String> expected = FrameReference.read(input, LARGEST);
        Broken.unless(expected.equals(whole), "frames are read otherwise", () -> whole + " and not " + expected);
        String last = whole.isEmpty() ? "nothing" : whole.get(whole.size() - 1);
        return Math.min(20, whole.size()) + " " + last.substring(0, Math.min(8, last.length()));
    }

    /** @param seed of pieces; 0 for the whole at once */
    private static List<String> read(byte[] input, long seed) {
        List<String> events = new ArrayList<>();
        Object assembler = ASSEMBLER.of(LARGEST);
        EmbeddedChannel channel = new EmbeddedChannel(
                new WebSocket13FrameDecoder(CONFIG), (ChannelHandler) CLOSES.of(), new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext ctx, Object message) {
                        if (!isOver(events)) {
                            events.add(event(assembler, (WebSocketFrame) message));
                            events.remove("");
                        }
                        ((WebSocketFrame) message).release();
                    }

                    @Override
                    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                        if (!isOver(events)) {
                            events.add(refusal(cause));
                        }
                    }
                });
        Random random = new Random(seed);
        int from = 0;
        while (from < input.length && !isOver(events)) {
            int to = seed == 0
                    ? input.length
                    : Math.min(input.length, from + 1 + random.nextInt(1 << random.nextInt(14)));
            channel.writeInbound(Unpooled.copiedBuffer(input, from, to - from));
            from = to;
        }
        channel.finishAndReleaseAll();
        return events;
    }

    static boolean isOver(List<String> events) {
        String last = events.isEmpty() ? "" : events.get(events.size() - 1);
        return last.startsWith("close") || last.startsWith("refused");
    }

    private static String refusal(Throwable cause) {
        Object code = Closing.CODE.of(cause);
        return "refused " + code;
    }

    /** What the broker says of what the codec refuses. */
    private static final class Closing {
        static final Hidden.Call CODE = Hidden.method("dev.lux.websocket.Faults", "closeCode", Throwable.class);
    }

    private static String event(Object assembler, WebSocketFrame frame) {
        byte[] bytes = ByteBufUtil.getBytes(frame.content());
        if (frame instanceof CloseWebSocketFrame) {
            return "close " + HexFormat.of().formatHex(bytes);
        }
        WebSocketFrameType type = frame instanceof TextWebSocketFrame
                ? WebSocketFrameType.TEXT
                : frame instanceof BinaryWebSocketFrame
                        ? WebSocketFrameType.BINARY
                        : frame instanceof ContinuationWebSocketFrame ? WebSocketFrameType.CONTINUATION : null;
        if (type == null) {
            return "control " + HexFormat.of().formatHex(bytes);
        }
        Object result = TAKE.of(assembler, new WebSocketFrameImpl(type, bytes, frame.isFinalFragment()));
        if (result == Hidden.NOTHING) {
            return "";
        }
        return switch (result.getClass().getSimpleName()) {
            case "Message" -> "message " + HexFormat.of().formatHex((byte[]) BYTES.of(result));
            case "TooLarge" -> "refused MESSAGE_TOO_LARGE";
            default -> "refused PROTOCOL";
        };
    }
}
