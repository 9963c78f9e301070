package dev.lux.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.internal.cluster.impl.ClusterHeartbeatManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells who is silent as soon as the failure detector would, so that a minority refuses writes then. Hazelcast removes
 * members only when whoever is master now has asked the others, and waits 5 s for one that is gone too and that it does
 * not suspect yet (MembershipManager, FETCH_MEMBER_LIST_MILLIS; docs/adr/0023).
 *
 * <p>A thread of its own. Uses what is internal to Hazelcast: when a member was last heard.
 */
final class HeartbeatWatch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatWatch.class);
    private static final long PAUSE_MILLIS = 250;

    private final HazelcastInstance hazelcast;
    private final ClusterHeartbeatManager heartbeats;
    private final Membership membership;
    private final Duration detection;
    private final Silences silences = new Silences();

    private HeartbeatWatch(HazelcastInstance hazelcast, Membership membership, ClusterSettings settings) {
        if (!(hazelcast instanceof HazelcastInstanceProxy proxy)) {
            throw new IllegalArgumentException("not a member of this process: " + hazelcast);
        }
        this.hazelcast = hazelcast;
        this.heartbeats = proxy.getOriginal().node.getClusterService().getClusterHeartbeatManager();
        this.membership = membership;
        this.detection = settings.detection();
    }

    /** A node that joins nobody has nobody to hear. */
    static void start(HazelcastInstance hazelcast, Membership membership, ClusterSettings settings) {
        if (settings.joins()) {
            Thread thread = new Thread(new HeartbeatWatch(hazelcast, membership, settings), "lux-heartbeats");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void run() {
        try {
            while (hazelcast.getLifecycleService().isRunning()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                tryToLook(System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryToLook(long now) {
        try {
            silences.look(stamps(), now);
            membership.silent(silences.longerThan(detection, now));
        } catch (RuntimeException e) {
            // Hazelcast may end at any moment; who is not looked at any more would stay silent for ever.
            LOG.debug("no look at heartbeats", e);
        }
    }

    private Map<UUID, Long> stamps() {
        Map<UUID, Long> stamps = new HashMap<>();
        for (Member member : membership.members()) {
            if (!member.localMember()) {
                stamps.put(member.getUuid(), heartbeats.getLastHeartbeatTime(member));
            }
        }
        return stamps;
    }
}
