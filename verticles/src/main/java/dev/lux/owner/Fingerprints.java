package dev.lux.owner;

import dev.lux.document.Fingerprint;
import dev.lux.document.Pattern;
import dev.lux.loop.Loop;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks through an owner's memory, a few documents per turn of its event loop, so that writes wait for none of it. Each
 * document is seen as it is at its turn; all of them together are no snapshot.
 *
 * <p>Belongs to the owner's event loop.
 */
final class Fingerprints {
    /** Some hundreds of microseconds. */
    private static final int PER_TURN = 100;

    private final OwnerState state;
    private final Loop loop;
    private final Map<Integer, List<Fingerprint>> found = new TreeMap<>();
    private final Promise<Map<Integer, List<Fingerprint>>> answer;

    /**
     * @param shards which of them concern the asker
     * @param answer by shard that is served, those without a match too
     */
    Fingerprints(OwnerState state, Loop loop, Set<Integer> shards, Promise<Map<Integer, List<Fingerprint>>> answer) {
        this.state = state;
        this.loop = loop;
        this.answer = answer;
        for (Shard shard : state.allServed()) {
            if (shards.contains(shard.number())) {
                found.put(shard.number(), new ArrayList<>());
            }
        }
    }

    void start(Pattern pattern) {
        turn(state.documents().allMatches(pattern).iterator());
    }

    private void turn(Iterator<DocumentCell> left) {
        for (int i = 0; i < PER_TURN && left.hasNext(); i++) {
            DocumentCell cell = left.next();
            List<Fingerprint> ofShard = found.get(cell.shard().number());
            byte[] record = cell.committedBytes();
            if (ofShard != null && record != null) {
                ofShard.add(Fingerprint.of(cell.id(), record));
            }
        }
        if (left.hasNext()) {
            loop.run(() -> turn(left));
        } else {
            // What went to another owner meanwhile is that one's to tell.
            found.keySet().removeIf(shard -> state.served(shard) == null);
            answer.complete(found);
        }
    }
}
