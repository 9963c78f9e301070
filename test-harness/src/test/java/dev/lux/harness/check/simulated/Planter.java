package dev.lux.harness.check.simulated;

import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.check.history.State;
import dev.lux.harness.check.simulated.SimulatedStore.Version;
import dev.lux.harness.model.Model;
import dev.lux.harness.model.Op;
import java.util.HashMap;
import java.util.Map;

/** Does the scenario's bug once, where it makes a difference that somebody sees; does the right thing otherwise. */
final class Planter {
    private final SimulatedCluster cluster;
    private final Bug bug;
    private final Map<String, Acknowledgement> newest = new HashMap<>();
    /** By key: the version that a write has whose answer was lost, once somebody has seen it. */
    private final Map<String, Long> appliedUnanswered = new HashMap<>();
    /** What is to be done when the answer to a write has come: by the version that it says. */
    private final Map<Long, Runnable> onAcknowledged = new HashMap<>();

    private boolean tried;
    private boolean planted;

    private record Acknowledgement(long version, long at) {}

    Planter(SimulatedCluster cluster) {
        this.cluster = cluster;
        this.bug = cluster.scenario().bug();
    }

    boolean hasPlanted() {
        return planted;
    }

    /** Whether this bug is due, here and now; it is done then. */
    boolean once(Bug wanted) {
        if (bug != wanted || planted) {
            return false;
        }
        planted = true;
        return true;
    }

    boolean isActive(Bug wanted) {
        return bug == wanted;
    }

    void plantedIf(boolean difference) {
        planted |= difference;
    }

    /** The version of the newest acknowledged write until a time; 0 when none. */
    long acknowledgedBefore(String id, long at) {
        Acknowledgement one = newest.get(id);
        return one != null && one.at() < at ? one.version() : 0;
    }

    void acknowledged(String id, long version) {
        newest.merge(
                id,
                new Acknowledgement(version, cluster.time().now()),
                (before, now) -> now.version() > before.version() ? now : before);
        Runnable due = onAcknowledged.remove(version);
        if (due != null) {
            cluster.time().after(5, due);
        }
    }

    State read(String id, long asked) {
        State now = cluster.store().current(id);
        Version before = cluster.store().before(id);
        boolean matters = before != null && before.state().isLive() && acknowledgedBefore(id, asked) == now.version();
        return matters && once(Bug.STALE_READ) ? before.state() : now;
    }

    /** A write took effect whose answer is lost. */
    void lost(Op op, Outcome outcome) {
        if (bug == Bug.DUPLICATED_APPLY
                && outcome instanceof Outcome.Applied applied
                && op.kind() == Op.Kind.PUT
                && op.key() != null
                && op.condition() instanceof Op.Condition.None) {
            State made = cluster.store().current(op.id());
            if (made.version() == applied.version()) {
                long call = cluster.history().read("prober", "n1", op.id());
                cluster.history().answered(call, new Outcome.Seen(made));
                appliedUnanswered.put(op.key(), applied.version());
            }
        }
    }

    boolean acknowledgesInMinority(String node) {
        return bug == Bug.MINORITY_ACKNOWLEDGEMENT
                && !cluster.willHeal(20_000)
                && cluster.isWellCut(node)
                && once(Bug.MINORITY_ACKNOWLEDGEMENT);
    }

    void beforeTheFinalReads() {
        for (String id : cluster.documents()) {
            Version before = cluster.store().before(id);
            if (before != null
                    && before.state().isLive()
                    && newest.containsKey(id)
                    && newest.get(id).version() > before.state().version()
                    && once(Bug.FINAL_LOSS)) {
                cluster.store().put(id, before);
            }
        }
    }

    /** Decides a write that has arrived. */
    Outcome write(Op op, boolean isSure) {
        SimulatedStore store = cluster.store();
        State now = store.current(op.id());
        Model.Result result = Model.apply(op, new Model.Document(now.data(), now.version()));
        boolean applies = result instanceof Model.Result.Applied && !store.remembers(op);
        boolean isLastSure = !store.versions(op.id()).isEmpty()
                && store.versions(op.id())
                        .get(store.versions(op.id()).size() - 1)
                        .isSure();
        if (!isSure || planted || tried) {
            return store.apply(op, isSure);
        }
        switch (bug) {
            case DUPLICATED_APPLY -> {
                if (op.key() != null && appliedUnanswered.containsKey(op.key()) && once(bug)) {
                    return store.force(op, true);
                }
            }
            case LOST_UPDATE -> {
                if (op.condition() instanceof Op.Condition.AtVersion at
                        && at.version() != 0
                        && now.isLive()
                        && at.version() != now.version()
                        && isLastSure
                        && !store.remembers(op)
                        && once(bug)) {
                    return store.force(op, true);
                }
            }
            case LOST_UPDATE_BETWEEN_GUARDS -> {
                if (op.condition() instanceof Op.Condition.Guard
                        && result instanceof Model.Result.Refused
                        && !store.remembers(op)
                        && (op.kind() != Op.Kind.DELETE || now.isLive())
                        && once(bug)) {
                    return store.force(op, true);
                }
            }
            case VERSION_REUSE -> {
                if (applies && isLastSure && once(bug)) {
                    return store.forceAt(op, now.version());
                }
            }
            case LOST_ACKNOWLEDGEMENT -> {
                if (applies && now.isLive()) {
                    return loseAfterAcknowledging(op);
                }
            }
            case RESURRECTION, RESURRECTION_WITH_NEW_VERSION -> {
                if (applies && op.kind() == Op.Kind.DELETE) {
                    return resurrectAfterAcknowledging(op);
                }
            }
            default -> {}
        }
        return store.apply(op, true);
    }

    private Outcome loseAfterAcknowledging(Op op) {
        tried = true;
        SimulatedStore store = cluster.store();
        long version = store.nextVersion(op.id());
        onAcknowledged.put(version, () -> {
            if (store.current(op.id()).version() < version) {
                planted = true;
                cluster.probe("prober", "n1", op.id());
            } else {
                tried = false;
            }
        });
        return new Outcome.Applied(version, op.kind() == Op.Kind.DELETE ? null : false);
    }

    private Outcome resurrectAfterAcknowledging(Op op) {
        tried = true;
        SimulatedStore store = cluster.store();
        Version before = store.versions(op.id()).get(store.versions(op.id()).size() - 1);
        Outcome.Applied deleted = store.force(op, true);
        onAcknowledged.put(deleted.version(), () -> {
            if (store.current(op.id()).version() == deleted.version()) {
                planted = true;
                boolean isNew = bug == Bug.RESURRECTION_WITH_NEW_VERSION;
                long version =
                        isNew ? store.nextVersion(op.id()) : before.state().version();
                store.put(op.id(), new Version(new State(version, before.state().data()), before.op(), false));
                cluster.probe("prober", "n1", op.id());
            } else {
                tried = false;
            }
        });
        return deleted;
    }
}
