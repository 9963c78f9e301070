package dev.lux.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks each new data member, through its probe, whether it still brings something, until it says no. A node that merges
 * says so from before it is a member until what it had has arrived; a process that has just started has nothing.
 *
 * <p>A thread of its own, since it waits for answers.
 */
final class RollCall implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RollCall.class);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final HazelcastInstance hazelcast;
    private final Membership membership;
    private final MergeSignal merges;
    private final ProbeClient probes = new ProbeClient();
    private long settledNanos = System.nanoTime();
    private long comradesNanos = System.nanoTime();

    private RollCall(HazelcastInstance hazelcast, Membership membership, MergeSignal merges) {
        this.hazelcast = hazelcast;
        this.membership = membership;
        this.merges = merges;
    }

    /** This node counts at once. A node that joins nobody has nobody to ask. */
    static void start(HazelcastInstance hazelcast, Membership membership, MergeSignal merges, boolean joins) {
        RollCall calls = new RollCall(hazelcast, membership, merges);
        calls.settleSelf();
        if (joins) {
            Thread thread = new Thread(calls, "lux-roll-call");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void run() {
        try {
            while (hazelcast.getLifecycleService().isRunning()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
                call();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void call() throws InterruptedException {
        try {
            awaitComrades();
            settleSelf();
            List<Member> unsettled = membership.now().unsettled();
            if (unsettled.isEmpty() || merges.phase() != MergePhase.NONE) {
                settledNanos = System.nanoTime();
                return;
            }
            for (ProbeAnswer answer :
                    probes.ask(unsettled.stream().map(MemberAddress::of).toList())) {
                if (answer.merge() == MergePhase.NONE) {
                    settle(unsettled, UUID.fromString(answer.member()));
                }
            }
            tellOfLongOnes();
        } catch (RuntimeException e) {
            // Hazelcast may end at any moment, and its members are then not to be had.
            LOG.debug("no roll call", e);
        }
    }

    /** Those of the part that this node came from bring what only they had, each on its own. */
    private void awaitComrades() throws InterruptedException {
        Set<MemberAddress> awaited = merges.awaited();
        if (awaited.isEmpty()) {
            comradesNanos = System.nanoTime();
            return;
        }
        List<ProbeAnswer> answers = probes.ask(awaited);
        Membership.View now = membership.now();
        boolean here = answers.stream()
                .allMatch(answer -> answer.merge() != MergePhase.OWN && now.has(UUID.fromString(answer.member())));
        boolean gone = System.nanoTime() - comradesNanos > LONG.toNanos();
        if (here && (answers.size() == awaited.size() || gone)) {
            merges.comradesArrived();
        }
    }

    private void settleSelf() {
        UUID self = hazelcast.getCluster().getLocalMember().getUuid();
        if (merges.phase() == MergePhase.NONE) {
            settle(membership.now().unsettled(), self);
        }
    }

    private void settle(List<Member> unsettled, UUID member) {
        if (unsettled.stream().anyMatch(each -> each.getUuid().equals(member))) {
            membership.settled(member);
        }
    }

    private void tellOfLongOnes() {
        if (System.nanoTime() - settledNanos > LONG.toNanos()) {
            settledNanos = System.nanoTime();
            LOG.warn(
                    "these data members do not count, since their probes do not say that they bring nothing: {}",
                    membership.now().unsettled());
        }
    }
}
