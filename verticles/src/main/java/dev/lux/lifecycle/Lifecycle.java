package dev.lux.lifecycle;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Where this node is in its life. It only moves forward, and may leave out a phase:
 *
 * <pre>
 *   STARTING --> SERVING --> LEAVING --> DRAINING
 * </pre>
 *
 * Usable on any thread.
 */
public final class Lifecycle {
    public enum Phase {
        /** Not ready yet. */
        STARTING,
        /** Ready. */
        SERVING,
        /** Serves everything, but is not ready, so that balancers send new clients elsewhere. */
        LEAVING,
        /** Refuses new writes and streams; what is under way ends; reads are answered. */
        DRAINING
    }

    private final Contact contact;
    private volatile Phase phase = Phase.STARTING;
    private final AtomicInteger writesUnderWay = new AtomicInteger();

    /** Of a node that needs no other. */
    public Lifecycle() {
        this(Contact.always());
    }

    public Lifecycle(Contact contact) {
        this.contact = contact;
    }

    /** Without it nothing is served, whatever the phase. */
    public Contact contact() {
        return contact;
    }

    /** Goes on to {@code next}; from there or beyond it does nothing. */
    public synchronized void moveTo(Phase next) {
        if (phase.compareTo(next) < 0) {
            phase = next;
        }
    }

    public boolean isReady() {
        return phase == Phase.SERVING;
    }

    /** Whether clients should take their next request elsewhere. */
    public boolean isDraining() {
        return phase == Phase.DRAINING;
    }

    /** @throws LuxException {@code draining}, {@code no_quorum} */
    public void requireOpen() {
        contact.require();
        if (isDraining()) {
            throw new LuxException(ErrorCode.DRAINING, ErrorCode.DRAINING.whatToDo());
        }
    }

    /**
     * Does a write, unless the node drains or has no contact. A write either counts as under way before the node drains, or is refused.
     *
     * @return what {@code write} returns; or fails with a {@link LuxException}, {@code draining} or {@code no_quorum}, without
     *     asking it
     */
    public <T> Future<T> writing(Supplier<Future<T>> write) {
        if (!contact.isThere()) {
            return Future.failedFuture(Contact.refusal());
        }
        // Counted first: who moves on to draining and then sees no write under way will see none later.
        writesUnderWay.incrementAndGet();
        if (isDraining()) {
            writesUnderWay.decrementAndGet();
            return Future.failedFuture(new LuxException(ErrorCode.DRAINING, ErrorCode.DRAINING.whatToDo()));
        }
        return write.get().onComplete(answered -> writesUnderWay.decrementAndGet());
    }

    /** Writes that were taken and are not answered yet. */
    public int writesUnderWay() {
        return writesUnderWay.get();
    }
}
