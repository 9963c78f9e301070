package dev.lux.harness.bench.peer;

import dev.lux.harness.bench.load.WriterTalk;
import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** Writes over HTTP, a request for each document. */
final class HttpWriter implements WriterTalk {
    private final InetSocketAddress address;
    private final byte[][] heads;
    private final byte[] before;
    private final byte[] after;

    /**
     * @param path what comes before the document's name
     * @param headers lines that end with CRLF
     * @param before what the body has before the document
     * @param after what it has after it
     * @param names by the documents' numbers
     */
    HttpWriter(
            InetSocketAddress address,
            String method,
            String path,
            String headers,
            String before,
            String after,
            List<String> names) {
        this.address = address;
        this.before = before.getBytes(StandardCharsets.US_ASCII);
        this.after = after.getBytes(StandardCharsets.US_ASCII);
        this.heads = new byte[names.size()][];
        for (int document = 0; document < heads.length; document++) {
            heads[document] = (method + " " + path + names.get(document) + " HTTP/1.1\r\nHost: bench\r\n" + headers
                            + "Content-Type: application/json\r\nContent-Length: ")
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }

    static List<String> names(int documents) {
        return IntStream.range(0, documents).mapToObj(HttpWriter::name).toList();
    }

    static String name(int document) {
        return "bench-" + document;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public byte[] hello() {
        return new byte[0];
    }

    @Override
    public void write(ByteBuf out, int document, byte[] payload) {
        out.writeBytes(heads[document]);
        int length = before.length + payload.length + after.length;
        out.writeCharSequence(length + "\r\n\r\n", StandardCharsets.US_ASCII);
        out.writeBytes(before).writeBytes(payload).writeBytes(after);
    }

    @Override
    public boolean isAnswered() {
        return true;
    }
}
