package dev.lux.subscription;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.PriorityQueue;

/**
 * How far this edge has followed the numbered stream of one owner: it takes updates in order and each once; after a
 * hole the owner sends again from there.
 *
 * <p>Belongs to the edge's event loop.
 */
final class IncomingStream {
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
    private long applied;

    private record Waiting(long position, Promise<Void> reached) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            return Long.compare(position, other.position);
        }
    }

    boolean isNext(long number) {
        return number == applied + 1;
    }

    void advance() {
        applied++;
        while (!waiting.isEmpty() && waiting.element().position <= applied) {
            waiting.remove().reached.complete();
        }
    }

    long applied() {
        return applied;
    }

    /** Succeeds when everything up to {@code position} was taken. */
    Future<Void> reached(long position) {
        if (position <= applied) {
            return Future.succeededFuture();
        }
        Waiting wait = new Waiting(position, Promise.promise());
        waiting.add(wait);
        return wait.reached.future();
    }
}
