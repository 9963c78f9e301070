package dev.lux.command;

import dev.lux.document.Digest;
import java.nio.charset.StandardCharsets;

/**
 * Names who numbers batches: one event loop of one node. The name says which node it is of, so that owners can forget
 * the batches of nodes that are gone.
 */
public final class Writer {
    private static final long INDEX_BITS = 0xFFF;

    private Writer() {}

    /** @param index of the event loop, below 4096 */
    public static long of(String node, int index) {
        return ofNode(node) | index;
    }

    /** What all writers of a node have in common. */
    public static long ofNode(String node) {
        return Digest.of(node.getBytes(StandardCharsets.UTF_8)).high() & ~INDEX_BITS;
    }

    /** The same for all writers of a node, see {@link #ofNode}. */
    public static long nodeOf(long writer) {
        return writer & ~INDEX_BITS;
    }
}
