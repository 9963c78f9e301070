package dev.lux.subscription;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The documents of which one stream is still to be sent the newest state, first come first. */
final class PendingDocuments {
    private final Map<HubDocument, Pending> entries = new LinkedHashMap<>();

    /** What is pending of one document. */
    static final class Pending {
        private final boolean told;
        private byte @Nullable [] step;
        private long states;
        private boolean reset;

        private Pending(boolean told, byte @Nullable [] step) {
            this.told = told;
            this.step = step;
        }

        /** How many states were committed and not sent. */
        long states() {
            return states;
        }

        /** Whether a version is replaced that was lost. */
        boolean isReset() {
            return reset;
        }

        /** The frame that makes the newest state of what the client holds, or {@code null}: send the whole state. */
        byte @Nullable [] step() {
            return step;
        }

        /** Whether the client knows the document as live. */
        boolean isTold() {
            return told;
        }
    }

    /**
     * @param told whether the client knows the document as live, if nothing of it is pending yet
     * @param step the frame of this one change, for what the client then holds, or {@code null}
     */
    Pending add(HubDocument document, long states, boolean told, byte @Nullable [] step) {
        Pending entry = entries.get(document);
        if (entry == null) {
            entry = new Pending(told, step);
            entries.put(document, entry);
            document.pendingChanged(1);
        } else {
            entry.step = null;
        }
        entry.states += states;
        entry.reset |= document.isReset();
        return entry;
    }

    @Nullable
    Pending get(HubDocument document) {
        return entries.get(document);
    }

    /** The one that waits longest, or {@code null}. */
    @Nullable
    HubDocument first() {
        Iterator<HubDocument> documents = entries.keySet().iterator();
        return documents.hasNext() ? documents.next() : null;
    }

    /** @return what was pending of it */
    @Nullable
    Pending remove(HubDocument document) {
        Pending removed = entries.remove(document);
        if (removed != null) {
            document.pendingChanged(-1);
        }
        return removed;
    }

    void removeIf(BiPredicate<HubDocument, Pending> unwanted) {
        entries.entrySet().removeIf(entry -> {
            boolean removed = unwanted.test(entry.getKey(), entry.getValue());
            if (removed) {
                entry.getKey().pendingChanged(-1);
            }
            return removed;
        });
    }

    int size() {
        return entries.size();
    }
}
