package dev.lux.subscription;

import dev.lux.document.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a stream was told of by snapshots that were begun again, or whose subscription has ended, while others are not
 * finished: what is deleted there before a cursor reaches it would be in no snapshot and no change, so it is told too.
 *
 * <p>It may cover a document that the stream was not told of, when that is created and deleted while the stream is
 * blocked. Belongs to the stream's event loop.
 */
final class ToldBefore {
    /** Beyond this everything counts as told: no client makes this list long. */
    private static final int MOST = 64;

    private final List<Snapshot> parts = new ArrayList<>();

    void add(Snapshot snapshot) {
        if (parts.size() >= MOST) {
            parts.clear();
            Snapshot everything = new Snapshot(new Pattern("", true), null, Map.of(), Map.of());
            everything.finish();
            parts.add(everything);
        } else {
            parts.add(snapshot.asFarAsNow());
        }
    }

    boolean covers(String id) {
        for (Snapshot part : parts) {
            if (part.isBehindCursor(id)) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    void clear() {
        parts.clear();
    }
}
