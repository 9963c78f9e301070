package dev.lux.harness.bench.load;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;

/** What a writer says to a server. */
public interface WriterTalk {
    InetSocketAddress address();

    /** What opens a connection; may be nothing. */
    byte[] hello();

    /** Appends the message that writes a document. */
    void write(ByteBuf out, int document, byte[] payload);

    /** Whether each write is answered, over HTTP; else it is handed over when the socket took it. */
    boolean isAnswered();
}
