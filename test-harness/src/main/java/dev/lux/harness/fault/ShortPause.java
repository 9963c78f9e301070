package dev.lux.harness.fault;

import dev.lux.harness.client.Await;
import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.io.IOException;
import java.time.Duration;

/**
 * SIGSTOP for about half as long as it takes to be given up; over when {@link #begin} returns. The last second of it
 * another node spends waiting for the victim's word on its state.
 */
final class ShortPause implements Disturbance {
    private final LuxCluster cluster;
    private final Crew crew;
    private final Node victim;

    ShortPause(LuxCluster cluster, Node victim) {
        this.cluster = cluster;
        this.crew = Crew.of(cluster);
        this.victim = victim;
    }

    @Override
    public String kind() {
        return "pause-short";
    }

    @Override
    public String begin() throws IOException {
        long start = System.nanoTime();
        Duration pause = cluster.detection().dividedBy(3);
        Node other = crew.otherDataMember(victim);
        cluster.pause(victim);
        boolean moved = Await.until(pause, () -> victim.state() != 'T');
        NodeView view = NodeView.of(other);
        cluster.resume(victim);
        Duration stood = Duration.ofNanos(System.nanoTime() - start);
        if (moved || view == null || !view.sees(victim)) {
            throw new IOException(victim + (moved ? " moved" : " was given up by " + other + ": " + view));
        }
        return victim + " stood still (state T) for " + stood.toMillis() + " ms, and " + other + " kept it";
    }

    @Override
    public void end() throws IOException {
        crew.recover();
    }
}
