package dev.lux.harness.chaos;

import dev.lux.harness.check.history.Call;
import dev.lux.harness.check.history.Fault;
import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.check.history.Recorded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A write in its client's eyes: from the first attempt until it knew, or gave up. A client of {@link
 * dev.lux.harness.load.Load} has one write at a time, so that attempts that follow one another are one write until one of
 * them is decided.
 *
 * @param first its first attempt
 * @param last its last one
 * @param end when that was answered, or the end of the history
 */
public record ClientWrite(Call first, Call last, int attempts, long end) {
    /** All of a history, by their beginning. */
    static List<ClientWrite> of(Recorded history) {
        Map<String, List<Call>> clients = new HashMap<>();
        for (Call call : history.allCalls()) {
            if (call.write() != null) {
                clients.computeIfAbsent(call.client(), any -> new ArrayList<>()).add(call);
            }
        }
        List<ClientWrite> writes = new ArrayList<>();
        clients.values().forEach(calls -> addAll(calls, history.end(), writes));
        writes.sort(Comparator.comparingLong(write -> write.first().asked()));
        return writes;
    }

    private static void addAll(List<Call> calls, long historyEnd, List<ClientWrite> writes) {
        calls.sort(Comparator.comparingLong(Call::asked).thenComparing(Call::id));
        ClientWrite open = null;
        for (Call call : calls) {
            long end = Math.min(call.answered(), historyEnd);
            if (open != null && open.goesOnWith(call)) {
                open = new ClientWrite(open.first(), call, open.attempts() + 1, end);
            } else {
                if (open != null) {
                    writes.add(open);
                }
                open = new ClientWrite(call, call, 1, end);
            }
        }
        if (open != null) {
            writes.add(open);
        }
    }

    private boolean goesOnWith(Call next) {
        return !isDecided() && Objects.equals(first.write(), next.write());
    }

    boolean isDecided() {
        return isAcknowledged() || last.outcome() instanceof Outcome.Refused;
    }

    boolean isAcknowledged() {
        return last.outcome() instanceof Outcome.Applied;
    }

    /** Nanoseconds. */
    long took() {
        return end - first.asked();
    }

    /** Whether it was under way at some time of a fault. */
    boolean overlaps(Fault fault) {
        return first.asked() <= fault.over() && end >= fault.starts();
    }
}
