package dev.lux.harness.bench.peer;

import dev.lux.harness.bench.load.SubscriberTalk;
import dev.lux.harness.bench.load.WriterTalk;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** A running server. */
public interface Server extends AutoCloseable {
    /** What one says to it to follow all documents. */
    SubscriberTalk subscriber();

    WriterTalk writer();

    /**
     * Writers that all write one document, which is none of those that {@link #writer} writes: what is a document's number
     * elsewhere is a connection's here.
     *
     * @throws UnsupportedOperationException when the server knows no documents
     */
    default WriterTalk writerOfOne(int connections) {
        throw new UnsupportedOperationException("no documents");
    }

    /**
     * The same for subscribers that are all at the first so many of its nodes, in turn.
     *
     * @throws UnsupportedOperationException when the server has no nodes
     */
    default SubscriberTalk subscriberAt(int nodes) {
        throw new UnsupportedOperationException("no nodes");
    }

    /**
     * How many messages with changes its nodes have sent, each to one node: a node's to itself counts too.
     *
     * @throws UnsupportedOperationException when the server has no nodes
     */
    default long messagesToNodes() throws IOException {
        throw new UnsupportedOperationException("no nodes");
    }

    /**
     * Where this broker's own clients find it.
     *
     * @throws UnsupportedOperationException when it is another one
     */
    default URI url() {
        throw new UnsupportedOperationException("another broker");
    }

    /** Its processes. */
    List<Long> pids();

    /** What its processes hold in memory, in bytes: resident, but for what a collector only has not freed yet. */
    default long memoryBytes() throws IOException {
        long bytes = 0;
        for (long pid : pids()) {
            bytes += ResidentMemory.bytes(pid);
        }
        return bytes;
    }

    @Override
    void close();
}
