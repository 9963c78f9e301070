package dev.lux.owner;

import dev.lux.command.Update;
import dev.lux.document.DocumentState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The numbered stream of updates from one owner to one edge: what it was sent and has not acknowledged, and which
 * documents changed since.
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
    private final long epoch;
    /** Changed and not sent, by id, in the order of their sequence numbers. */
    private final LinkedHashMap<String, Dirty> dirty = new LinkedHashMap<>();

    private final ArrayDeque<Sent> unacknowledged = new ArrayDeque<>();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long unacknowledgedBytes;
    private long lastNumber;
    private long lastSequence;

    /**
     * @param sequence rises with every document that becomes dirty
     * @param replaced how many states of it were replaced unsent
     */
    private record Dirty(long sequence, int replaced) {}

    /** @param sequence of the last document that was dirty then */
    private record Waiting(long sequence, Promise<Long> position) {}

    private record Sent(Update update, long bytes) {}

    /**
     * @param owner the bus address of the owner, which with the epoch names the stream
     * @param epoch above that of every earlier stream between the two
     */
    EdgeStream(String owner, long epoch) {
        this.owner = owner;
        this.epoch = epoch;
    }

    long epoch() {
        return epoch;
    }

    long lastNumber() {
        return lastNumber;
    }

    /** A document has a new committed state that the edge wants. */
    void changed(String id, int replaced) {
        dirty.merge(
                id,
                new Dirty(++lastSequence, replaced),
                (before, now) -> new Dirty(before.sequence, before.replaced + now.replaced + 1));
    }

    /** The edge is to be sent the newest state of this document, changed or not. */
    void resend(String id) {
        dirty.putIfAbsent(id, new Dirty(++lastSequence, 0));
    }

    /** These are not to be sent any more. */
    void forget(Predicate<String> ids) {
        dirty.keySet().removeIf(ids);
        answerWaiting();
    }

    /**
     * Takes the updates that may be sent now.
     *
     * @param newest the newest committed state of a document that is dirty, or {@code null} when it is not served here
     */
    List<Update> take(Function<String, OwnerState.@Nullable Held> newest) {
        List<Update> updates = new ArrayList<>();
        while (!dirty.isEmpty() && unacknowledgedBytes < WINDOW_BYTES) {
            List<Update.Change> changes = new ArrayList<>();
            long bytes = 0;
            Iterator<Map.Entry<String, Dirty>> next = dirty.entrySet().iterator();
            while (next.hasNext() && changes.size() < CHANGES_PER_UPDATE && bytes < BYTES_PER_UPDATE) {
                Map.Entry<String, Dirty> entry = next.next();
                OwnerState.Held held = newest.apply(entry.getKey());
                if (held != null) {
                    changes.add(new Update.Change(held.term(), held.state(), entry.getValue().replaced));
                    bytes += bytes(held.state());
                }
                next.remove();
            }
            if (!changes.isEmpty()) {
                Update update = new Update(owner, epoch, ++lastNumber, List.copyOf(changes));
                unacknowledged.add(new Sent(update, bytes));
                unacknowledgedBytes += bytes;
                updates.add(update);
            }
        }
        answerWaiting();
        return updates;
    }

    /** Documents are sent in the order in which they became dirty. */
    private void answerWaiting() {
        long sentBelow =
                dirty.isEmpty() ? Long.MAX_VALUE : dirty.values().iterator().next().sequence;
        while (!waiting.isEmpty() && waiting.element().sequence < sentBelow) {
            waiting.remove().position.complete(lastNumber);
        }
    }

    private static long bytes(DocumentState state) {
        byte[] data = state.data();
        return (long) CHANGE_OVERHEAD_BYTES + state.id().length() + (data == null ? 0 : data.length);
    }

    /**
     * The number of an update with which everything that has changed so far is sent; completes when it is, in a later
     * {@link #take} when the window is full now.
     */
    Future<Long> position() {
        if (dirty.isEmpty()) {
            return Future.succeededFuture(lastNumber);
        }
        Waiting wait = new Waiting(lastSequence, Promise.promise());
        waiting.add(wait);
        return wait.position.future();
    }

    /** The edge has this update and all before it. @return whether it did not say so before */
    boolean acknowledged(long number) {
        boolean news = false;
        while (!unacknowledged.isEmpty() && unacknowledged.element().update.number() <= number) {
            unacknowledgedBytes -= unacknowledged.remove().bytes;
            news = true;
        }
        return news;
    }

    /** What was sent and may be lost, oldest first: to be sent again as it was. */
    List<Update> unacknowledged() {
        return unacknowledged.stream().map(Sent::update).toList();
    }

    boolean hasUnacknowledged() {
        return !unacknowledged.isEmpty();
    }

    boolean hasDirty() {
        return !dirty.isEmpty();
    }

    /** The stream is given up: whoever waits for a position gets none. */
    void close() {
        dirty.clear();
        waiting.forEach(wait -> wait.position.fail("the stream was given up"));
        waiting.clear();
    }
}
