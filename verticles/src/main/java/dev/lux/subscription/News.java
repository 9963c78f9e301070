package dev.lux.subscription;

import dev.lux.replica.Change;
import dev.lux.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What has changed and the streams of one event loop were not told of yet, and what was deleted a short time ago.
 * Belongs to the hub's event loop.
 */
final class News {
    /** How long a deletion is remembered, so that an older state that is still on its way does not undo it. */
    private static final long GONE_NANOS = Duration.ofSeconds(10).toNanos();

    private final HubDocuments documents;
    private final Groups groups;
    private final Clock clock;
    private final List<HubDocument> changed = new ArrayList<>();
    private final ArrayDeque<Gone> gone = new ArrayDeque<>();

    private record Gone(HubDocument document, long atNanos) {}

    News(HubDocuments documents, Groups groups, Clock clock) {
        this.documents = documents;
        this.groups = groups;
        this.clock = clock;
    }

    void take(HubDocument document, Change change) {
        boolean hadNews = document.hasNews();
        if (document.take(change) && !hadNews) {
            changed.add(document);
        }
    }

    boolean isEmpty() {
        return changed.isEmpty();
    }

    /** Tells every stream what is new. */
    void tell() {
        if (changed.isEmpty()) {
            return;
        }
        List<Subscriber> touched = new ArrayList<>();
        for (HubDocument document : changed) {
            boolean wasLive = document.isLive();
            long states = document.reveal();
            for (Group group : groups.of(document)) {
                for (Subscriber subscriber : group.subscribers()) {
                    if (subscriber.changed(document, states, wasLive)) {
                        touched.add(subscriber);
                    }
                }
            }
            document.told();
            if (!document.isLive()) {
                gone.add(new Gone(document, clock.elapsedNanos()));
            }
        }
        changed.clear();
        touched.forEach(Subscriber::turnEnded);
    }

    /** Forgets deletions that are old enough and that every stream was told of. */
    void forgetGone() {
        long now = clock.elapsedNanos();
        while (!gone.isEmpty() && now - gone.element().atNanos > GONE_NANOS) {
            HubDocument document = gone.remove().document;
            if (document.isPending()) {
                gone.add(new Gone(document, now));
            } else if (!document.isLive() && !document.hasNews()) {
                documents.remove(document);
            }
        }
    }
}
