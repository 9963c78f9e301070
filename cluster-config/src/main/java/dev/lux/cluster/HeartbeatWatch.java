package dev.lux.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.internal.cluster.impl.ClusterServiceImpl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a partition is noticed as one. Hazelcast's failure detector gives up one member after the other, and the
 * first one may start the questions of a new master: to members that are gone too, if they are not suspected yet, for each
 * of which it waits 5 s (MembershipManager, FETCH_MEMBER_LIST_MILLIS; docs/adr/0023).
 *
 * <ul>
 *   <li>Shortly before the master is given up, all others that are silent are suspected. A heartbeat clears that.
 *   <li>Whoever is silent for as long as the detector waits counts no more for the quorum.
 *   <li>It tells the {@link Contact} when data members were heard.
 * </ul>
 *
 * <p>A thread of its own. Uses what is internal to Hazelcast: when a member was last heard, and suspecting one.
 */
final class HeartbeatWatch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatWatch.class);
    private static final long PAUSE_MILLIS = 100;

    private final HazelcastInstance hazelcast;
    private final ClusterServiceImpl cluster;
    private final Membership membership;
    private final Contact contact;
    private final Duration detection;
    private final Silences silences = new Silences();
    private final Set<UUID> suspected = new HashSet<>();

    private HeartbeatWatch(
            HazelcastInstance hazelcast, Membership membership, Contact contact, ClusterSettings settings) {
        if (!(hazelcast instanceof HazelcastInstanceProxy proxy)) {
            throw new IllegalArgumentException("not a member of this process: " + hazelcast);
        }
        this.hazelcast = hazelcast;
        this.cluster = proxy.getOriginal().node.getClusterService();
        this.membership = membership;
        this.contact = contact;
        this.detection = settings.detection();
    }

    /** A node that joins nobody has nobody to hear. */
    static void start(HazelcastInstance hazelcast, Membership membership, Contact contact, ClusterSettings settings) {
        if (settings.joins()) {
            Thread thread = new Thread(new HeartbeatWatch(hazelcast, membership, contact, settings), "lux-heartbeats");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void run() {
        try {
            while (hazelcast.getLifecycleService().isRunning()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                tryToLook();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryToLook() {
        try {
            look(System.nanoTime());
        } catch (RuntimeException e) {
            // Hazelcast may end at any moment; who is not looked at any more would stay silent for ever.
            LOG.debug("no look at heartbeats", e);
        }
    }

    private void look(long now) {
        Set<Member> members = membership.members();
        Map<UUID, Long> stamps = new HashMap<>();
        List<UUID> data = new ArrayList<>();
        UUID master = null;
        for (Member member : members) {
            if (!member.localMember()) {
                stamps.put(
                        member.getUuid(), cluster.getClusterHeartbeatManager().getLastHeartbeatTime(member));
                if (!member.isLiteMember()) {
                    data.add(member.getUuid());
                }
                master = member.getAddress().equals(cluster.getMasterAddress()) ? member.getUuid() : master;
            }
        }
        silences.look(stamps, now);
        contact.heard(silences.heardNanos(data));
        membership.silent(silences.longerThan(detection, now));
        suspect(members, master == null ? Set.of() : silences.goneWith(master, detection, now));
    }

    private void suspect(Set<Member> members, Set<UUID> gone) {
        suspected.retainAll(gone);
        for (Member member : members) {
            if (gone.contains(member.getUuid()) && suspected.add(member.getUuid())) {
                cluster.suspectMember(member, "silent like the master", false);
            }
        }
    }
}
