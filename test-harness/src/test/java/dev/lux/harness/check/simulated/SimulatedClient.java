package dev.lux.harness.check.simulated;

import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.check.history.State;
import dev.lux.harness.model.Op;
import java.util.Random;

/**
 * One client, one call after the other. A write's request may get lost, or its answer, or it may arrive long after the
 * client gave it up; then the client sometimes sends it again.
 */
final class SimulatedClient {
    private static final int MAX_ATTEMPTS = 3;

    private final SimulatedCluster cluster;
    private final String name;
    private final String node;
    private final Random random;
    private final OpMaker ops;
    private int left;

    SimulatedClient(SimulatedCluster cluster, String name, String node) {
        this.cluster = cluster;
        this.name = name;
        this.node = node;
        this.random = new Random(cluster.random().nextLong());
        this.ops = new OpMaker(name, random);
    }

    /** Begins to make so many calls. */
    void begin(int calls) {
        left = calls;
        cluster.time().after(random.nextInt(50_000), this::next);
    }

    private void next() {
        if (left-- == 0) {
            cluster.ended();
            return;
        }
        String id = cluster.anyDocument(random);
        if (random.nextInt(4) == 0) {
            read(id);
        } else {
            write(ops.next(id), 1);
        }
    }

    private void goOn() {
        cluster.time().after(random.nextInt(20_000), this::next);
    }

    private void read(String id) {
        long asked = cluster.time().now();
        long call = cluster.history().read(name, node, id);
        cluster.time().after(delay(), () -> {
            if (cluster.isCut(node)) {
                answer(call, new Outcome.NotApplied("no quorum"));
                return;
            }
            State state = SimulatedStore.shown(cluster.planter().read(id, asked));
            cluster.time().after(delay(), () -> {
                if (cluster.isCut(node)) {
                    answer(call, new Outcome.Unknown("cut"));
                } else {
                    ops.saw(id, state);
                    answer(call, new Outcome.Seen(state));
                }
            });
        });
    }

    private void answer(long call, Outcome outcome) {
        cluster.history().answered(call, outcome);
        goOn();
    }

    private void write(Op op, int attempt) {
        long call = cluster.history().write(name, node, op);
        double share = cluster.scenario().lostShare();
        double fate = share == 0 ? 1 : random.nextDouble() / share;
        if (fate < 0.25) {
            cluster.time().after(delay(), () -> answer(call, new Outcome.NotApplied("refused")));
        } else if (fate < 1) {
            loseAnswer(call, op, attempt, fate);
        } else {
            cluster.time().after(delay(), () -> decide(call, op, attempt));
        }
    }

    private void loseAnswer(long call, Op op, int attempt, double fate) {
        if (fate < 0.75) {
            long late = fate < 0.5 ? delay() : 50_000 + random.nextInt(500_000);
            cluster.time().after(late, () -> {
                if (!cluster.isCut(node)) {
                    cluster.planter().lost(op, cluster.store().apply(op, false));
                }
            });
        }
        cluster.time().after(50_000, () -> giveUp(call, op, attempt));
    }

    private void giveUp(long call, Op op, int attempt) {
        cluster.history().answered(call, new Outcome.Unknown("timeout"));
        if (op.key() != null && attempt < MAX_ATTEMPTS && random.nextBoolean()) {
            cluster.time().after(delay(), () -> write(op, attempt + 1));
        } else {
            goOn();
        }
    }

    /** The request has arrived. */
    private void decide(long call, Op op, int attempt) {
        if (cluster.isCut(node) && !cluster.planter().acknowledgesInMinority(node)) {
            cluster.time().after(20_000, () -> {
                if (random.nextBoolean()) {
                    answer(call, new Outcome.NotApplied("busy"));
                } else {
                    giveUp(call, op, attempt);
                }
            });
            return;
        }
        long answerAfter = delay();
        // An answer that a cut catches on its way is lost.
        boolean isSure = !cluster.willBeCut(node, answerAfter) || cluster.isCut(node);
        Outcome outcome = cluster.planter().write(op, isSure);
        cluster.time().after(answerAfter, () -> {
            if (!isSure) {
                giveUp(call, op, attempt);
                return;
            }
            if (outcome instanceof Outcome.Applied applied) {
                cluster.planter().acknowledged(op.id(), applied.version());
                ops.saw(op.id(), new State(applied.version(), op.data()));
            } else if (outcome instanceof Outcome.Refused refused) {
                ops.saw(op.id(), refused.seen());
            }
            answer(call, outcome);
        });
    }

    private long delay() {
        return 500L + random.nextInt(15_000);
    }
}
