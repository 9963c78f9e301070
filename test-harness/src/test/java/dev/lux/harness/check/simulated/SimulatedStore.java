package dev.lux.harness.check.simulated;

import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.check.history.State;
import dev.lux.harness.model.Model;
import dev.lux.harness.model.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The documents: each write takes effect at once, one after the other. */
final class SimulatedStore {
    private static final int RESIDUES = 16;

    private final VirtualTime time;
    private final Map<String, List<Version>> documents = new TreeMap<>();
    private final Map<String, Outcome.Applied> remembered = new HashMap<>();
    private final List<BiConsumer<String, State>> listeners = new ArrayList<>();
    private long versionOffset = 1_000_000;
    private int losses;

    /**
     * @param op what made it
     * @param isSure whether its writer will learn that it did
     */
    record Version(State state, Op op, boolean isSure) {}

    SimulatedStore(VirtualTime time) {
        this.time = time;
    }

    void onChange(BiConsumer<String, State> listener) {
        listeners.add(listener);
    }

    /** All documents that ever were, the deleted ones too. */
    Map<String, State> all() {
        Map<String, State> all = new TreeMap<>();
        documents.forEach(
                (id, versions) -> all.put(id, versions.get(versions.size() - 1).state()));
        return all;
    }

    State current(String id) {
        List<Version> versions = versions(id);
        return versions.isEmpty()
                ? State.ABSENT
                : versions.get(versions.size() - 1).state();
    }

    /** Oldest first. */
    List<Version> versions(String id) {
        return documents.getOrDefault(id, List.of());
    }

    /** The version before the newest, or null. */
    @Nullable
    Version before(String id) {
        List<Version> versions = versions(id);
        return versions.size() < 2 ? null : versions.get(versions.size() - 2);
    }

    /** What a call shows of a state: nothing of the version of a deleted one. */
    static State shown(State state) {
        return state.isLive() ? state : State.ABSENT;
    }

    Outcome apply(Op op, boolean isSure) {
        Outcome.Applied earlier = op.key() == null ? null : remembered.get(op.key());
        if (earlier != null) {
            return earlier;
        }
        State now = current(op.id());
        Model.Result result = Model.apply(op, new Model.Document(now.data(), now.version()));
        if (result instanceof Model.Result.Applied) {
            return force(op, isSure);
        }
        return result instanceof Model.Result.Refused refused
                ? new Outcome.Refused(refused.codes().iterator().next(), shown(now))
                : new Outcome.Applied(0, null);
    }

    boolean remembers(Op op) {
        return op.key() != null && remembered.containsKey(op.key());
    }

    /** Applies it whatever its condition and key say. */
    Outcome.Applied force(Op op, boolean isSure) {
        return applyAt(op, nextVersion(op.id()), isSure);
    }

    /** As {@link #force}, with a version that is not a new one. */
    Outcome.Applied forceAt(Op op, long version) {
        return applyAt(op, version, true);
    }

    private Outcome.Applied applyAt(Op op, long version, boolean isSure) {
        State now = current(op.id());
        Op always = new Op(op.id(), op.kind(), op.data(), new Op.Condition.None(), null);
        Model.Result result = Model.apply(always, new Model.Document(now.data(), now.version()));
        State next = new State(version, ((Model.Result.Applied) result).data());
        put(op.id(), new Version(next, op, isSure));
        Boolean created = op.kind() == Op.Kind.DELETE ? null : !now.isLive();
        Outcome.Applied applied = new Outcome.Applied(next.version(), created);
        if (op.key() != null) {
            remembered.put(op.key(), applied);
        }
        return applied;
    }

    void put(String id, Version version) {
        documents.computeIfAbsent(id, any -> new ArrayList<>()).add(version);
        listeners.forEach(listener -> listener.accept(id, version.state()));
    }

    /** Unique although clocks may be behind after a loss: each has a residue of its own. */
    long nextVersion(String id) {
        long clock = versionOffset + time.now() / 1_000;
        return Math.max(current(id).version() + RESIDUES, clock * RESIDUES + losses % RESIDUES);
    }

    /** Lost for good, the memory of its version too; and clocks may be behind afterwards. */
    void lose(String id) {
        documents.remove(id);
        versionOffset -= 1_000;
        losses++;
        listeners.forEach(listener -> listener.accept(id, State.ABSENT));
    }
}
