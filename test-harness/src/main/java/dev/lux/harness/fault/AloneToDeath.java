package dev.lux.harness.fault;

import dev.lux.harness.cluster.Link;
import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A data member is cut off, goes on taking requests while all others still believe that it is there, and is killed
 * before anyone has noticed: what it acknowledged without its copies is gone.
 */
final class AloneToDeath implements Disturbance {
    private static final Duration DEATH = Duration.ofSeconds(10);
    private static final int BY_SIGKILL = 128 + 9;

    private final LuxCluster cluster;
    private final Crew crew;
    private final Node victim;

    AloneToDeath(LuxCluster cluster, Node victim) {
        this.cluster = cluster;
        this.crew = Crew.of(cluster);
        this.victim = victim;
    }

    @Override
    public String kind() {
        return "isolate-kill";
    }

    @Override
    public Set<String> isolated() {
        return Set.of(victim.name());
    }

    @Override
    public String begin() throws IOException {
        Node other = crew.otherDataMember(victim);
        cluster.partition(List.of(victim), crew.others(victim));
        long apart = System.nanoTime();
        String proof = Packets.lost(new Link(victim, other));
        Duration alone = cluster.detection().dividedBy(2).minusNanos(System.nanoTime() - apart);
        try {
            TimeUnit.NANOSECONDS.sleep(alone.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        Crew.awaitSeen(other, victim, true, Duration.ofSeconds(1));
        cluster.kill(victim);
        int code = victim.process().awaitExit(DEATH);
        if (code != BY_SIGKILL) {
            throw new IOException(victim + " ended with " + code + ", not by the signal");
        }
        return proof + "; it ended with " + code + " after "
                + Duration.ofNanos(System.nanoTime() - apart).toMillis() + " ms, and " + other + " believed in it";
    }

    @Override
    public void end() throws IOException {
        cluster.heal();
        crew.recover();
    }
}
