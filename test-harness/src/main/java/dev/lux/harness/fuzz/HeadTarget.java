package dev.lux.harness.fuzz;

import dev.lux.error.LuxException;
import dev.lux.http.HttpEdge;
import dev.lux.limits.Limits;
import dev.lux.time.Clock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerOptions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * The decoder of requests as the broker puts it before Vert.x: the bytes of a connection, whole and in pieces, against a
 * reader that takes nothing but what is surely well framed.
 */
final class HeadTarget {
    private static final int MAX_BYTES = 48 * 1024;
    private static final Hidden.Call DECODER =
            Hidden.maker("dev.lux.http.StrictDecoder", HttpServerOptions.class, Clock.class);
    private static final HttpServerOptions OPTIONS = HttpEdge.options(Limits.DEFAULT);
    private static final String GET = "GET /api/lux/a?x=y HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer k\r\n\r\n";
    private static final String PUT = "PUT /api/lux/a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{\"data\":1}";
    private static final String CHUNKED =
            "PUT /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\na;x=y\r\n{\"data\":1}\r\n0\r\nX: y\r\n\r\n";
    private static final String UPGRADE = """
            GET / HTTP/1.1
            Host: x
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

            """.replace("\n", "\r\n");

    private HeadTarget() {}

    static FuzzTarget target() {
        return FuzzTarget.of("requests", FuzzTarget.Form.TEXT, MAX_BYTES, LuxException.class, HeadTarget::run)
                .seeded(GET, PUT, CHUNKED, GET + PUT + GET, CHUNKED + GET, "\r\n" + GET, GET.replace("1.1", "1.0"))
                .seeded(UPGRADE)
                .knowing(
                        "\r\n",
                        "\n",
                        "\r",
                        "\r\n\r\n",
                        "\u0000",
                        "\t",
                        " ",
                        ":",
                        "HTTP/1.1",
                        "HTTP/1.0",
                        "HTTP/2.0",
                        "0\r\n\r\n")
                .knowing(
                        "Content-Length: 5\r\n",
                        "Content-Length: 10, 10\r\n",
                        "Transfer-Encoding: chunked\r\n",
                        "Content-Length : 1\r\n")
                .knowing(
                        "Transfer-Encoding: xchunked\r\n",
                        "\r\n folded",
                        "FFFFFFFFFFFFFFFF\r\n",
                        "-1\r\n",
                        "0x5\r\n",
                        ";ext\r\n",
                        GET);
    }

    /** What a decoder made of the bytes: requests that are whole, then perhaps one that is refused. */
    private record Read(List<String> requests, boolean refused) {}

    private static String run(byte[] input, Product product) throws Exception {
        Read whole = product.sure(() -> read(input, List.of()));
        Random random = new Random(input.length * 31L + (input.length == 0 ? 0 : input[input.length / 2]));
        Read pieces = product.sure(() -> read(input, cuts(input.length, random)));
        Broken.unless(pieces.equals(whole), "in pieces it is read otherwise", () -> whole + " and in pieces " + pieces);
        RequestReference reference = RequestReference.of(input);
        List<String> sure = reference.requests();
        for (int i = 0; i < whole.requests().size(); i++) {
            int at = i;
            String request = whole.requests().get(i);
            if (RequestReference.isRefusedLater(request)) {
                break;
            }
            Broken.unless(i < sure.size(), "a request is read that may be read in two ways", () -> request);
            Broken.unless(sure.get(i).equals(request), "a request is read otherwise", () -> request + sure.get(at));
        }
        return whole.requests().size() + (whole.refused() ? " and refused" : "");
    }

    private static List<Integer> cuts(int length, Random random) {
        List<Integer> cuts = new ArrayList<>();
        int size = 1 + random.nextInt(1 + Math.min(length, 1 << random.nextInt(12)));
        // Not endless pieces of an endless line, which is looked at from its beginning each time.
        for (int at = 1 + random.nextInt(size); at < length && cuts.size() < 400; at += 1 + random.nextInt(size)) {
            cuts.add(at);
        }
        return cuts;
    }

    private static Read read(byte[] input, List<Integer> cuts) {
        EmbeddedChannel channel = new EmbeddedChannel((ChannelHandler) DECODER.of(OPTIONS, Clock.system()));
        List<String> requests = new ArrayList<>();
        Reader reader = new Reader(requests);
        int from = 0;
        List<Integer> ends = new ArrayList<>(cuts);
        ends.add(input.length);
        for (int to : ends) {
            channel.writeInbound(Unpooled.wrappedBuffer(input, from, to - from));
            reader.takeAll(channel);
            from = to;
        }
        channel.finishAndReleaseAll();
        return new Read(requests, reader.refused);
    }

    private static final class Reader {
        private final List<String> requests;
        private final StringBuilder body = new StringBuilder();
        private String head = "";
        private boolean refused;

        Reader(List<String> requests) {
            this.requests = requests;
        }

        void takeAll(EmbeddedChannel channel) {
            for (Object object = channel.readInbound(); object != null; object = channel.readInbound()) {
                try {
                    take((HttpObject) object);
                } finally {
                    ReferenceCountUtil.release(object);
                }
            }
        }

        private void take(HttpObject object) {
            Broken.unless(!refused, "something is read behind what is refused");
            if (object.decoderResult().isFailure()) {
                refused = true;
                return;
            }
            if (object instanceof HttpRequest request) {
                StringBuilder text =
                        new StringBuilder(request.method() + " " + request.uri() + " " + request.protocolVersion());
                request.headers()
                        .forEach(header -> text.append('\n')
                                .append(header.getKey())
                                .append(": ")
                                .append(header.getValue()));
                head = text.toString();
            }
            if (object instanceof HttpContent content) {
                ByteBuf bytes = content.content();
                body.append(HexFormat.of().formatHex(ByteBufUtil.getBytes(bytes)));
            }
            if (object instanceof LastHttpContent) {
                requests.add(head + "\n\n" + body);
                body.setLength(0);
            }
        }
    }
}
