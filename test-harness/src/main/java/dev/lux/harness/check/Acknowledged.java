package dev.lux.harness.check;

import dev.lux.harness.check.history.Call;
import dev.lux.harness.check.history.Fault;
import dev.lux.harness.check.history.Recorded;
import dev.lux.harness.model.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which version of a document had been acknowledged to anyone by a time. What a loss may have taken counts no more. */
final class Acknowledged {
    private final Recorded history;
    private final List<Fault> losses;
    /** By document and number of losses before: by the time of an acknowledgement the newest until then. */
    private final Map<String, List<NavigableMap<Long, Ack>>> newest = new HashMap<>();

    /** A write that made a version. */
    record Ack(Call call) {
        long version() {
            return call.version();
        }

        boolean isDelete() {
            Op op = call.write();
            return op != null && op.kind() == Op.Kind.DELETE;
        }

        @Override
        public String toString() {
            return call.toString();
        }
    }

    Acknowledged(Recorded history) {
        this.history = history;
        this.losses = history.losses();
        history.calls().forEach((document, calls) -> newest.put(document, ofDocument(calls)));
    }

    private List<NavigableMap<Long, Ack>> ofDocument(List<Call> calls) {
        List<Ack> acks = calls.stream()
                .filter(call -> call.version() != 0)
                .sorted(Comparator.comparingLong(Call::answered))
                .map(Ack::new)
                .toList();
        List<NavigableMap<Long, Ack>> epochs = new ArrayList<>();
        for (int epoch = 0; epoch <= losses.size(); epoch++) {
            long begin = epoch == 0 ? Long.MIN_VALUE : losses.get(epoch - 1).over();
            NavigableMap<Long, Ack> byTime = new TreeMap<>();
            Ack highest = null;
            for (Ack ack : acks) {
                if (ack.call().asked() >= begin && (highest == null || ack.version() > highest.version())) {
                    highest = ack;
                    byTime.put(ack.call().answered(), ack);
                }
            }
            epochs.add(byTime);
        }
        return epochs;
    }

    /** The documents that somebody read or wrote. */
    Set<String> documents() {
        return newest.keySet();
    }

    /** How many losses had begun by a time. */
    int epoch(long at) {
        return (int) losses.stream().filter(loss -> loss.starts() <= at).count();
    }

    /** Whether state may have been lost at some time of a span. */
    boolean mayHaveLost(long from, long to) {
        return losses.stream().anyMatch(loss -> loss.starts() <= to && loss.over() >= from);
    }

    /** The highest version that had been acknowledged before a time and can't have been lost since; null when none. */
    @Nullable
    Ack newest(String document, long before) {
        List<NavigableMap<Long, Ack>> epochs = newest.get(document);
        if (epochs == null) {
            return null;
        }
        Map.Entry<Long, Ack> entry = epochs.get(epoch(before)).lowerEntry(before);
        return entry == null ? null : entry.getValue();
    }

    /** Whether a document may be absent at some time until the given one, although this was acknowledged before. */
    boolean mayBeAbsent(String document, @Nullable Ack newest, long until) {
        return newest == null
                || newest.isDelete()
                || history.callsOf(document).stream().anyMatch(call -> isDeleteAfter(call, newest, until));
    }

    private static boolean isDeleteAfter(Call call, Ack newest, long until) {
        Op op = call.write();
        return op != null
                && op.kind() == Op.Kind.DELETE
                && call.asked() <= until
                && (call.isUnknown() || call.version() > newest.version());
    }
}
