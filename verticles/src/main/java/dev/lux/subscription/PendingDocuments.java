package dev.lux.subscription;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The documents of which one stream is still to be sent the newest state, first come first. Slow streams have as many as
 * there are documents, and there may be many such streams: so an entry takes no object of its own but a slot in a ring
 * of arrays, about 20 bytes, and what was removed in the middle leaves a hole. Few are looked up by a look at each, more
 * by an open hash table of slots (linear probing; deletion as in Knuth, TAOCP 3, 6.4, algorithm R).
 *
 * <p>A slot is valid until the next {@link #add}. Belongs to the stream's event loop.
 */
final class PendingDocuments {
    static final int NONE = -1;

    private static final int SMALL = 8;
    /** What a burst has left is given back when it is over. */
    private static final int KEPT = 64;

    private static final byte TOLD = 1;
    private static final byte RESET = 2;
    private static final int[] NO_TABLE = {};

    private @Nullable HubDocument[] documents = new @Nullable HubDocument[SMALL];
    private int[] states = new int[SMALL];
    private byte[] flags = new byte[SMALL];
    private byte @Nullable [] @Nullable [] steps;
    /** Slots and {@link #NONE}; of twice as many places as there are slots. Empty: there are few. */
    private int[] table = NO_TABLE;

    private int head;
    /** Slots in use, holes too. The first of them is no hole. */
    private int used;

    private int size;

    /** One pending document. */
    @FunctionalInterface
    interface EntryTest {
        boolean test(HubDocument document, int slot);
    }

    /**
     * @param more how many states were committed and not sent
     * @param told whether the client knows the document as live, if nothing of it is pending yet
     * @param step the frame of this one change, for what the client then holds, or {@code null}
     * @return its slot
     */
    int add(HubDocument document, long more, boolean told, byte @Nullable [] step) {
        int slot = slotOf(document);
        if (slot == NONE) {
            slot = append(document);
            flags[slot] = told ? TOLD : 0;
            states[slot] = 0;
            if (step != null) {
                steps()[slot] = step;
            }
        } else if (steps != null) {
            steps[slot] = null;
        }
        states[slot] = (int) Math.min(Integer.MAX_VALUE, states[slot] + more);
        if (document.isReset()) {
            flags[slot] |= RESET;
        }
        return slot;
    }

    private byte[] @Nullable [] steps() {
        byte[] @Nullable [] present = steps;
        if (present == null) {
            present = new byte[documents.length] @Nullable [];
            steps = present;
        }
        return present;
    }

    private int append(HubDocument document) {
        if (used == documents.length) {
            rebuild(size > used / 2 ? documents.length * 2 : documents.length);
        }
        int slot = (head + used) & (documents.length - 1);
        documents[slot] = document;
        used++;
        size++;
        enter(document, slot);
        document.pendingChanged(1);
        return slot;
    }

    /** The document's, or {@link #NONE}: nothing of it is pending. */
    int slotOf(HubDocument document) {
        if (table.length > 0) {
            return table[placeOf(document)];
        }
        for (int i = 0; i < used; i++) {
            int slot = (head + i) & (documents.length - 1);
            if (documents[slot] == document) {
                return slot;
            }
        }
        return NONE;
    }

    /** The one that waits longest, or {@link #NONE}. */
    int first() {
        return size == 0 ? NONE : head;
    }

    HubDocument document(int slot) {
        HubDocument document = documents[slot];
        if (document == null) {
            throw new IllegalArgumentException("nothing is pending at " + slot);
        }
        return document;
    }

    /** How many states were committed and not sent. */
    long states(int slot) {
        return states[slot];
    }

    /** Whether a version is replaced that was lost. */
    boolean isReset(int slot) {
        return (flags[slot] & RESET) != 0;
    }

    /** Whether the client knows the document as live. */
    boolean isTold(int slot) {
        return (flags[slot] & TOLD) != 0;
    }

    /** The frame that makes the newest state of what the client holds, or {@code null}: send the whole state. */
    byte @Nullable [] step(int slot) {
        return steps == null ? null : steps[slot];
    }

    void remove(int slot) {
        HubDocument document = document(slot);
        leave(document);
        documents[slot] = null;
        if (steps != null) {
            steps[slot] = null;
        }
        document.pendingChanged(-1);
        size--;
        if (size == 0) {
            clear();
        } else {
            skipHoles();
        }
    }

    private void skipHoles() {
        while (documents[head] == null) {
            head = (head + 1) & (documents.length - 1);
            used--;
        }
    }

    private void clear() {
        head = 0;
        used = 0;
        if (documents.length > KEPT) {
            allocate(SMALL);
        }
    }

    void removeIf(EntryTest unwanted) {
        int last = used;
        int mask = documents.length - 1;
        int from = head;
        // Removing gives the arrays back when nothing is left, so it ends then.
        for (int i = 0; i < last && size > 0; i++) {
            int slot = (from + i) & mask;
            HubDocument document = documents[slot];
            if (document != null && unwanted.test(document, slot)) {
                remove(slot);
            }
        }
    }

    int size() {
        return size;
    }

    // ---- Arrays ----

    private void allocate(int length) {
        documents = new @Nullable HubDocument[length];
        states = new int[length];
        flags = new byte[length];
        steps = null;
        table = NO_TABLE;
        if (length > SMALL) {
            table = new int[2 * length];
            Arrays.fill(table, NONE);
        }
    }

    private void rebuild(int length) {
        @Nullable HubDocument[] oldDocuments = documents;
        int[] oldStates = states;
        byte[] oldFlags = flags;
        byte @Nullable [] @Nullable [] oldSteps = steps;
        int from = head;
        int last = used;
        allocate(length);
        head = 0;
        used = 0;
        for (int i = 0; i < last; i++) {
            int old = (from + i) & (oldDocuments.length - 1);
            HubDocument document = oldDocuments[old];
            if (document != null) {
                int slot = used++;
                documents[slot] = document;
                states[slot] = oldStates[old];
                flags[slot] = oldFlags[old];
                byte[] step = oldSteps == null ? null : oldSteps[old];
                if (step != null) {
                    steps()[slot] = step;
                }
                enter(document, slot);
            }
        }
    }

    // ---- Table ----

    private int homeOf(HubDocument document) {
        return document.hash() & (table.length - 1);
    }

    /** Where its slot is, or would be. */
    private int placeOf(HubDocument document) {
        int place = homeOf(document);
        while (table[place] != NONE && documents[table[place]] != document) {
            place = (place + 1) & (table.length - 1);
        }
        return place;
    }

    private void enter(HubDocument document, int slot) {
        if (table.length > 0) {
            table[placeOf(document)] = slot;
        }
    }

    private void leave(HubDocument document) {
        if (table.length == 0) {
            return;
        }
        int mask = table.length - 1;
        int hole = placeOf(document);
        int next = hole;
        while (true) {
            next = (next + 1) & mask;
            if (table[next] == NONE) {
                break;
            }
            int home = homeOf(document(table[next]));
            // Whether it may stand in the hole: its home is not between the two.
            if (((next - home) & mask) >= ((next - hole) & mask)) {
                table[hole] = table[next];
                hole = next;
            }
        }
        table[hole] = NONE;
    }
}
