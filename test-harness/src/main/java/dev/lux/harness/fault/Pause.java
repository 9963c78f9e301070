package dev.lux.harness.fault;

import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.io.IOException;
import java.time.Duration;

/** SIGSTOP until the others have given the node up; it goes on at the end, and finds itself elsewhere. */
final class Pause implements Disturbance {
    private final String kind;
    private final LuxCluster cluster;
    private final Crew crew;
    private final Node victim;

    Pause(String kind, LuxCluster cluster, Node victim) {
        this.kind = kind;
        this.cluster = cluster;
        this.crew = Crew.of(cluster);
        this.victim = victim;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public String begin() throws IOException {
        long start = System.nanoTime();
        cluster.pause(victim);
        Node other = crew.otherDataMember(victim);
        Crew.awaitSeen(other, victim, false, cluster.detection().plusSeconds(30));
        if (victim.state() != 'T') {
            throw new IOException(victim + " did not stand still: " + victim.state());
        }
        return victim + " stands still (state T), and " + other + " gave it up after "
                + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms";
    }

    @Override
    public void end() throws IOException {
        cluster.resume(victim);
        crew.recover();
    }
}
