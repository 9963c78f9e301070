package dev.lux.replica;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.PriorityQueue;

/**
 * How far this node has followed the numbered stream of one owner: it takes updates in order and each once; after a hole
 * the owner sends again from there. A stream with a higher epoch takes the place of this one.
 *
 * <p>Pure; belongs to one event loop.
 */
final class OwnerLink {
    /**
     * An owner may be out of sight for a while and come back in the middle of its stream, not having noticed: as when a
     * part of the cluster joins another, and everyone in it leaves and comes back. Whoever has forgotten then how far it
     * was waits for updates that are not sent again.
     */
    private static final long REMEMBERED_NANOS = Duration.ofMinutes(1).toNanos();

    private static final long PRESENT = Long.MIN_VALUE;

    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
    private long epoch;
    private long applied;
    /** Where the stream was at its last beacon. */
    private long lastBeacon;

    private long generation;
    private int unanswered;
    private long absentSinceNanos = PRESENT;

    private record Waiting(long position, Promise<Void> reached) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            return Long.compare(position, other.position);
        }
    }

    long epoch() {
        return epoch;
    }

    /** A later stream begins. @return whether it is one */
    boolean begin(long laterEpoch) {
        if (laterEpoch <= epoch) {
            return false;
        }
        epoch = laterEpoch;
        applied = 0;
        lastBeacon = 0;
        PriorityQueue<Waiting> left = new PriorityQueue<>(waiting);
        waiting.clear();
        left.forEach(wait -> wait.reached.fail("the stream began again"));
        return true;
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

    /** Succeeds when everything up to {@code position} of this epoch was taken. */
    Future<Void> reached(long ofEpoch, long position) {
        if (ofEpoch != epoch) {
            return Future.failedFuture("the stream began again");
        }
        if (position <= applied) {
            return Future.succeededFuture();
        }
        Waiting wait = new Waiting(position, Promise.promise());
        waiting.add(wait);
        return wait.reached.future();
    }

    /** A beacon says where the stream is. @return whether everything up to the last beacon has come */
    boolean beacon(long position) {
        boolean complete = applied >= lastBeacon;
        lastBeacon = position;
        return complete;
    }

    /** @return whether the owner has been away for so long that it will not go on with this stream */
    boolean isForgotten(boolean present, long nowNanos) {
        if (present) {
            absentSinceNanos = PRESENT;
        } else if (absentSinceNanos == PRESENT) {
            absentSinceNanos = nowNanos;
        }
        return !present && nowNanos - absentSinceNanos > REMEMBERED_NANOS;
    }

    /** A register or unregister is sent. @return its generation */
    long ask() {
        unanswered++;
        return ++generation;
    }

    void answered() {
        unanswered--;
    }

    /** Whether the owner has answered every register and unregister, and has seen the last of them. */
    boolean isAgreed(long seenGeneration) {
        return unanswered == 0 && seenGeneration == generation;
    }

    /** Whether a register or unregister is on its way. */
    boolean isAsking() {
        return unanswered > 0;
    }
}
