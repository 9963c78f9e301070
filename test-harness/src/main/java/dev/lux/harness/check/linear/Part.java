package dev.lux.harness.check.linear;

import dev.lux.harness.check.history.Call;
import dev.lux.harness.check.history.Fault;
import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.check.history.Recorded.Sighting;
import dev.lux.harness.check.history.State;
import dev.lux.harness.model.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The calls and sightings of one document between two losses of state, each part a history of its own that begins with
 * what was left. A write that a loss overlaps, or that was unknown before it, may take effect later: it is unknown in
 * the next part too. What else overlaps a loss says nothing; therefore nobody knows either whether the condition of such
 * a write held, or that of an unknown one on a version that nobody names after the loss.
 */
record Part(List<Call> calls, Map<Long, Sighting> sightings) {
    static List<Part> split(List<Call> calls, Map<Long, Sighting> sightings, List<Fault> losses) {
        List<Part> parts = new ArrayList<>();
        Map<Long, Sighting> left = new HashMap<>(sightings);
        long begin = Long.MIN_VALUE;
        long lossBefore = Long.MIN_VALUE;
        for (Fault loss : losses) {
            parts.add(between(lossBefore, begin, loss.starts(), calls, left));
            lossBefore = loss.starts();
            begin = loss.over();
        }
        parts.add(between(lossBefore, begin, Long.MAX_VALUE, calls, left));
        return parts;
    }

    /** @param left the sightings of no part yet; those of this one are taken from it */
    private static Part between(long lossBefore, long begin, long end, List<Call> calls, Map<Long, Sighting> left) {
        List<Call> mine = new ArrayList<>();
        for (Call call : calls) {
            if (call.asked() >= begin && (call.answered() < end || end == Long.MAX_VALUE)) {
                mine.add(call);
            } else if (call.asked() < end && mayComeLate(call, lossBefore)) {
                mine.add(unknown(call, call.asked() < begin));
            }
            // What was acknowledged or seen before belongs to the part in which it was.
            if (call.asked() < begin) {
                forget(call, left);
            }
        }
        Map<Long, Sighting> seen = new HashMap<>();
        left.values().removeIf(sighting -> {
            boolean here = sighting.at() >= begin && sighting.at() < end;
            if (here) {
                seen.put(sighting.state().version(), sighting);
            }
            return here || sighting.at() < begin;
        });
        if (begin != Long.MIN_VALUE) {
            mine.replaceAll(call -> dependsOnForgotten(call, mine, seen.keySet()) ? unknown(call, true) : call);
        }
        return new Part(mine, seen);
    }

    private static boolean dependsOnForgotten(Call call, List<Call> calls, Set<Long> seen) {
        return call.write() != null
                && call.isUnknown()
                && call.write().condition() instanceof Op.Condition.AtVersion at
                && at.version() != 0
                && !seen.contains(at.version())
                && calls.stream().noneMatch(other -> names(other, at.version()));
    }

    private static boolean names(Call call, long version) {
        State seen = call.seen();
        return call.version() == version || (seen != null && seen.version() == version);
    }

    private static boolean mayComeLate(Call call, long lossBefore) {
        return call.write() != null
                && (call.isUnknown() || (call.acknowledgement() != null && call.answered() >= lossBefore));
    }

    private static void forget(Call call, Map<Long, Sighting> left) {
        if (call.acknowledgement() != null) {
            left.remove(call.acknowledgement().version());
        } else if (call.seen() != null) {
            left.remove(call.seen().version());
        }
    }

    private static Call unknown(Call call, boolean isOld) {
        Op write = call.write();
        if (isOld && write != null) {
            write = new Op(write.id(), write.kind(), write.data(), new Op.Condition.None(), write.key());
        }
        return new Call(
                call.id(),
                call.client(),
                call.node(),
                call.document(),
                write,
                call.asked(),
                Long.MAX_VALUE,
                new Outcome.Unknown("may have come late"));
    }
}
