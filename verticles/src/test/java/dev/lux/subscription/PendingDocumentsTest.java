package dev.lux.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PendingDocumentsTest {
    private static final int STEPS = 20_000;

    private final PendingDocuments pending = new PendingDocuments();

    private record Entry(long states, boolean told, byte[] step) {}

    /** Against a map in the order of insertion, from few documents to so many that arrays grow and are given back. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 9, 40, 500, 5_000})
    void it_is_a_map_in_the_order_of_insertion(int documents) {
        long seed = new Random().nextLong();
        System.out.println("PendingDocumentsTest seed " + seed);
        Random random = new Random(seed);
        List<HubDocument> all = new ArrayList<>();
        for (int i = 0; i < documents; i++) {
            all.add(new HubDocument("document-" + i));
        }
        Map<HubDocument, Entry> expected = new LinkedHashMap<>();
        int burst = 0;
        for (int step = 0; step < STEPS; step++) {
            // Fills and empties in turns, so that every size is seen.
            burst = step % 1_000 == 0 ? random.nextInt(10) : burst;
            HubDocument document = all.get(random.nextInt(documents));
            if (random.nextInt(10) < burst) {
                add(document, 1 + random.nextInt(3), random.nextBoolean(), random.nextInt(4) == 0, expected);
            } else if (random.nextInt(3) == 0) {
                remove(document, expected);
            } else if (random.nextInt(500) == 0) {
                boolean told = random.nextBoolean();
                pending.removeIf((each, slot) -> pending.isTold(slot) == told);
                expected.values().removeIf(entry -> entry.told == told);
            } else {
                removeFirst(expected);
            }
            assertThat(pending.size()).isEqualTo(expected.size());
            if (step % 97 == 0) {
                assertSame(all, expected);
            }
        }
        assertSame(all, expected);
        pending.removeIf((each, slot) -> true);
        expected.clear();
        assertSame(all, expected);
        all.forEach(document -> assertThat(document.isPending()).isFalse());
    }

    private void add(
            HubDocument document, long states, boolean told, boolean stepped, Map<HubDocument, Entry> expected) {
        byte[] step = stepped ? "step".getBytes(StandardCharsets.US_ASCII) : null;
        int slot = pending.add(document, states, told, step);
        assertThat(pending.document(slot)).isSameAs(document);
        expected.compute(
                document,
                (key, entry) -> entry == null
                        ? new Entry(states, told, step)
                        : new Entry(entry.states + states, entry.told, null));
        assertThat(document.isPending()).isTrue();
    }

    private void remove(HubDocument document, Map<HubDocument, Entry> expected) {
        int slot = pending.slotOf(document);
        assertThat(slot != PendingDocuments.NONE).isEqualTo(expected.containsKey(document));
        if (slot != PendingDocuments.NONE) {
            pending.remove(slot);
            expected.remove(document);
            assertThat(document.isPending()).isFalse();
        }
    }

    private void removeFirst(Map<HubDocument, Entry> expected) {
        int first = pending.first();
        if (expected.isEmpty()) {
            assertThat(first).isEqualTo(PendingDocuments.NONE);
        } else {
            HubDocument oldest = expected.keySet().iterator().next();
            assertThat(pending.document(first)).isSameAs(oldest);
            pending.remove(first);
            expected.remove(oldest);
        }
    }

    private void assertSame(List<HubDocument> all, Map<HubDocument, Entry> expected) {
        List<HubDocument> order = new ArrayList<>();
        pending.removeIf((document, slot) -> {
            order.add(document);
            return false;
        });
        assertThat(order).containsExactlyElementsOf(expected.keySet());
        for (HubDocument document : all) {
            int slot = pending.slotOf(document);
            Entry entry = expected.get(document);
            if (entry == null) {
                assertThat(slot).isEqualTo(PendingDocuments.NONE);
            } else {
                assertThat(pending.states(slot)).isEqualTo(entry.states);
                assertThat(pending.isTold(slot)).isEqualTo(entry.told);
                assertThat(pending.step(slot)).isSameAs(entry.step);
            }
        }
    }

    @Test
    void nothing_is_pending_at_first() {
        assertThat(pending.first()).isEqualTo(PendingDocuments.NONE);
        assertThat(pending.slotOf(new HubDocument("a"))).isEqualTo(PendingDocuments.NONE);
        assertThat(pending.size()).isZero();
    }
}
