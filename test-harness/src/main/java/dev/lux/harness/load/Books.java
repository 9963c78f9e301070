package dev.lux.harness.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What the clients of a run share. Any thread. */
final class Books {
    private static final int KEPT = 100;

    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final KeyBudget keys = new KeyBudget(System::nanoTime);
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong unexpected = new AtomicLong();
    private final List<String> examples = new ArrayList<>();

    /**
     * The newest that any client was told of a document, for conditions that have a chance.
     *
     * @param status the member of that name, null when not known
     */
    record Known(long version, boolean live, @Nullable String status) {
        static final Known NOTHING = new Known(0, false, null);
    }

    Known known(String document) {
        return known.getOrDefault(document, Known.NOTHING);
    }

    void learn(String document, Known news) {
        known.merge(document, news, (before, now) -> now.version() >= before.version() ? now : before);
    }

    /** Somebody found it absent; no version was told. */
    void learnAbsent(String document) {
        known.computeIfPresent(document, (id, before) -> new Known(before.version(), false, null));
    }

    KeyBudget keys() {
        return keys;
    }

    void countAcknowledged() {
        acknowledged.incrementAndGet();
    }

    long acknowledged() {
        return acknowledged.get();
    }

    void countFrame() {
        frames.incrementAndGet();
    }

    long frames() {
        return frames.get();
    }

    /** An answer that no client of these should ever get. */
    void complain(String what) {
        unexpected.incrementAndGet();
        synchronized (examples) {
            if (examples.size() < KEPT) {
                examples.add(what);
            }
        }
    }

    /** The first of them, and how many there were. */
    List<String> complaints() {
        synchronized (examples) {
            List<String> all = new ArrayList<>(examples);
            if (unexpected.get() > all.size()) {
                all.add("and " + (unexpected.get() - all.size()) + " more");
            }
            return all;
        }
    }
}
