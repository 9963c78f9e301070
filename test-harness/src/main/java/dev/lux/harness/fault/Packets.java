package dev.lux.harness.fault;

import dev.lux.harness.cluster.Link;
import java.io.IOException;

/** Tries out whether a link is as a fault wants it, and says so. */
final class Packets {
    private Packets() {}

    static String lost(Link link) throws IOException {
        if (link.arrives()) {
            throw new IOException("packets still arrive from " + link);
        }
        return "no packet arrives from " + link;
    }

    static String pass(Link link) throws IOException {
        if (!link.arrives()) {
            throw new IOException("no packet arrives from " + link);
        }
        return "packets arrive from " + link;
    }
}
