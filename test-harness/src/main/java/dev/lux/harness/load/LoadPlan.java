package dev.lux.harness.load;

import java.util.ArrayList;
import java.util.List;

/**
 * How much load, of which kind.
 *
 * @param seed chooses the writes
 * @param writers each with a node of its own, as a balancer gives it one
 * @param roamers writers that take another node for each write, whatever state it is in
 * @param writesPerSecond of each of both, at most
 * @param readers that ask any node
 * @param readsPerSecond of each
 * @param subscribers over all nodes
 * @param contended documents that everyone writes
 * @param own documents of each writer, which nobody else writes
 * @param contendedShare of the writes that go to contended documents, 0 to 1
 */
public record LoadPlan(
        long seed,
        int writers,
        int roamers,
        double writesPerSecond,
        int readers,
        double readsPerSecond,
        int subscribers,
        int contended,
        int own,
        double contendedShare) {
    /** How all ids of the load begin, so that who watches everything sees nothing of what else is done. */
    private static final String ALL = "load-";
    /** One in so many subscribers watches everything. */
    private static final int WATCH_ALL = 25;
    /** One in so many watches the contended documents. */
    private static final int WATCH_CONTENDED = 8;

    /** What a run on a small machine can carry: 500 writes/s, and no more than 2 million frames in three minutes. */
    public static LoadPlan of(long seed) {
        return new LoadPlan(seed, 14, 2, 36, 3, 15, 100, 32, 100, 0.4);
    }

    /** A little of everything. */
    public LoadPlan small() {
        return new LoadPlan(seed, 8, 1, 20, 1, 10, 12, 8, 20, contendedShare);
    }

    List<String> contendedIds() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < contended; i++) {
            ids.add(ALL + "c-" + i);
        }
        return ids;
    }

    List<String> ownIds(int writer) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < own; i++) {
            ids.add(prefix(writer) + i);
        }
        return ids;
    }

    List<String> ids() {
        List<String> ids = contendedIds();
        for (int writer = 0; writer < writers + roamers; writer++) {
            ids.addAll(ownIds(writer));
        }
        return ids;
    }

    /** What a subscriber watches: nearly all of them a small part, so that a history stays small enough to be judged. */
    String match(int subscriber) {
        if (subscriber % WATCH_ALL == 0) {
            return ALL + "*";
        }
        return subscriber % WATCH_CONTENDED == 1 ? ALL + "c-*" : prefix(subscriber % (writers + roamers)) + "*";
    }

    private static String prefix(int writer) {
        return ALL + "w" + writer + "-";
    }
}
