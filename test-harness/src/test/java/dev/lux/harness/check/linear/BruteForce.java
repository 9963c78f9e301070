package dev.lux.harness.check.linear;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.check.history.Call;
import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.check.history.Recorded.Sighting;
import dev.lux.harness.check.history.State;
import dev.lux.harness.client.Json;
import dev.lux.harness.model.Model;
import dev.lux.harness.model.Op;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Linearizability straight from its definition: every order is tried, and for an unknown write every version that anyone
 * named, and one that nobody did. For a handful of calls without Idempotency-Keys.
 */
final class BruteForce {
    private static final long UNNAMED = Long.MAX_VALUE;

    private final List<Thing> things = new ArrayList<>();
    private final SortedSet<Long> named = new TreeSet<>();

    /** @param state what was seen, for a frame; else null */
    private record Thing(
            long from,
            long to,
            @Nullable Call call,
            @Nullable State state) {
        /** Whether it must have happened. */
        boolean isCertain() {
            return call == null || !call.isUnknown();
        }
    }

    /** @param newest the newest named version so far */
    private record Now(@Nullable JsonNode data, long version, long newest) {
        Model.Document document() {
            return new Model.Document(data, version);
        }
    }

    BruteForce(List<Call> calls, Collection<Sighting> frames) {
        for (Call call : calls) {
            boolean nothing =
                    call.outcome() instanceof Outcome.NotApplied || (call.write() == null && call.isUnknown());
            if (!nothing) {
                things.add(new Thing(call.asked(), call.isUnknown() ? Long.MAX_VALUE : call.answered(), call, null));
            }
            if (call.acknowledgement() != null) {
                named.add(call.acknowledgement().version());
                if (call.write().condition() instanceof Op.Condition.AtVersion at) {
                    named.add(at.version());
                }
            }
            if (call.seen() != null) {
                named.add(call.seen().version());
            }
        }
        for (Sighting frame : frames) {
            things.add(new Thing(Long.MIN_VALUE, frame.at(), null, frame.state()));
            named.add(frame.state().version());
        }
        named.remove(0L);
    }

    boolean hasOrder() {
        return hasOrder(things, new Now(null, 0, 0));
    }

    private boolean hasOrder(List<Thing> left, Now now) {
        if (left.stream().noneMatch(Thing::isCertain)) {
            return true;
        }
        for (Thing next : left) {
            boolean first = left.stream().noneMatch(other -> other.to() < next.from());
            if (first) {
                List<Thing> rest = new ArrayList<>(left);
                rest.remove(next);
                for (Now then : after(next, now)) {
                    if (hasOrder(rest, then)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private List<Now> after(Thing next, Now now) {
        Call call = next.call();
        if (call == null) {
            return sees(next.state(), now) ? List.of(now) : List.of();
        }
        Outcome outcome = call.outcome();
        if (outcome instanceof Outcome.Seen seen) {
            return sees(seen.state(), now) ? List.of(now) : List.of();
        }
        Model.Result result = Model.apply(call.write(), now.document());
        if (outcome instanceof Outcome.Refused refused) {
            boolean fits = result instanceof Model.Result.Refused expected
                    && expected.codes().contains(refused.code())
                    && (refused.seen() == null || sees(refused.seen(), now));
            return fits ? List.of(now) : List.of();
        }
        if (outcome instanceof Outcome.Applied applied) {
            return applied(call.write(), applied, result, now);
        }
        List<Now> possible = new ArrayList<>();
        if (result instanceof Model.Result.Applied effect) {
            named.tailSet(now.newest() + 1).forEach(version -> possible.add(new Now(effect.data(), version, version)));
            possible.add(new Now(effect.data(), UNNAMED, now.newest()));
        }
        return possible;
    }

    private static List<Now> applied(Op op, Outcome.Applied applied, Model.Result result, Now now) {
        if (applied.version() == 0) {
            return result instanceof Model.Result.Unchanged ? List.of(now) : List.of();
        }
        boolean fits = result instanceof Model.Result.Applied
                && applied.version() > now.newest()
                && (applied.created() == null
                        || op.kind() == Op.Kind.DELETE
                        || applied.created() == (now.data() == null));
        return fits
                ? List.of(new Now(((Model.Result.Applied) result).data(), applied.version(), applied.version()))
                : List.of();
    }

    private static boolean sees(State state, Now now) {
        if (state.data() == null || now.data() == null) {
            return state.data() == null
                    && now.data() == null
                    && (state.version() == 0 || state.version() == now.version());
        }
        return state.version() == now.version() && Json.same(state.data(), now.data());
    }
}
