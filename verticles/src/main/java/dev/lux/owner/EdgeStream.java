package dev.lux.owner;

import dev.lux.command.Update;
import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.document.PatternIndex;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The numbered stream of updates from one owner to one edge: what the edge wants, what it was sent and has not
 * acknowledged, and which documents changed since.
 *
 * <p>At most {@link #WINDOW_BYTES} are unacknowledged. Beyond that only ids are kept, and the newest state is sent when
 * acknowledgements return: memory is bounded, and nothing is queued twice. Pure; belongs to the owner's event loop.
 */
final class EdgeStream {
    static final long WINDOW_BYTES = 8L * 1024 * 1024;

    private static final int CHANGES_PER_UPDATE = 512;
    private static final int BYTES_PER_UPDATE = 512 * 1024;
    private static final int CHANGE_OVERHEAD_BYTES = 128;

    private final String owner;
    private final PatternIndex<Pattern> interest = new PatternIndex<>();
    /** Changed and not sent: id to how many states of it were replaced unsent. */
    private final LinkedHashMap<String, Integer> dirty = new LinkedHashMap<>();

    private final ArrayDeque<Sent> unacknowledged = new ArrayDeque<>();
    private long unacknowledgedBytes;
    private long lastNumber;
    /** How many dirty documents were sent, ever. */
    private long taken;

    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    private record Waiting(long untilTaken, Promise<Long> position) {}

    /** @param owner the bus address of the owner, which names the stream */
    EdgeStream(String owner) {
        this.owner = owner;
    }

    void register(List<Pattern> patterns) {
        patterns.forEach(pattern -> interest.put(pattern, pattern));
    }

    void unregister(List<Pattern> patterns) {
        patterns.forEach(interest::remove);
        dirty.keySet().removeIf(id -> !interest.matches(id));
    }

    int interests() {
        return interest.size();
    }

    /** A document has a new committed state. @return whether the edge wants to know */
    boolean changed(String id, int replaced) {
        if (!interest.matches(id)) {
            return false;
        }
        dirty.merge(id, replaced, (before, now) -> before + now + 1);
        return true;
    }

    /**
     * Takes the updates that may be sent now.
     *
     * @param state the newest committed state of a document that is dirty
     */
    List<Update> take(Function<String, DocumentState> state) {
        List<Update> updates = new ArrayList<>();
        while (!dirty.isEmpty() && unacknowledgedBytes < WINDOW_BYTES) {
            List<Update.Change> changes = new ArrayList<>();
            long bytes = 0;
            Iterator<Map.Entry<String, Integer>> next = dirty.entrySet().iterator();
            while (next.hasNext() && changes.size() < CHANGES_PER_UPDATE && bytes < BYTES_PER_UPDATE) {
                Map.Entry<String, Integer> entry = next.next();
                DocumentState newest = state.apply(entry.getKey());
                byte[] data = newest.data();
                changes.add(new Update.Change(newest, entry.getValue()));
                bytes += CHANGE_OVERHEAD_BYTES + entry.getKey().length() + (data == null ? 0 : data.length);
                next.remove();
                taken++;
            }
            Update update = new Update(owner, ++lastNumber, List.copyOf(changes));
            unacknowledged.add(new Sent(update, bytes));
            unacknowledgedBytes += bytes;
            updates.add(update);
        }
        while (!waiting.isEmpty() && (dirty.isEmpty() || waiting.element().untilTaken <= taken)) {
            waiting.remove().position.complete(lastNumber);
        }
        return updates;
    }

    /**
     * The number of an update with which everything that has changed so far is sent; completes when it is, in a later
     * {@link #take} when the window is full now.
     */
    Future<Long> position() {
        if (dirty.isEmpty()) {
            return Future.succeededFuture(lastNumber);
        }
        // Documents are sent in the order in which they became dirty.
        Waiting wait = new Waiting(taken + dirty.size(), Promise.promise());
        waiting.add(wait);
        return wait.position.future();
    }

    /** The edge has this update and all before it. */
    void acknowledged(long number) {
        while (!unacknowledged.isEmpty() && unacknowledged.element().update.number() <= number) {
            unacknowledgedBytes -= unacknowledged.remove().bytes;
        }
    }

    /** What was sent and may be lost, oldest first: to be sent again as it was. */
    List<Update> unacknowledged() {
        return unacknowledged.stream().map(Sent::update).toList();
    }

    boolean hasDirty() {
        return !dirty.isEmpty();
    }

    private record Sent(Update update, long bytes) {}
}
