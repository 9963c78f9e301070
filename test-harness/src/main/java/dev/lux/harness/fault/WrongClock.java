package dev.lux.harness.fault;

import dev.lux.harness.client.Await;
import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.io.IOException;
import java.time.Duration;

/** A node is restarted with a clock that is far from all others, and at the end with a right one. */
final class WrongClock implements Disturbance {
    /** Clocks that are this far from the others are not used. */
    private static final Duration TOLERANCE = Duration.ofSeconds(60);

    private static final String NOTICED = "from the median of its cluster's clocks";
    private static final String SHIFTED = "this node's clock is the machine's, shifted by";

    private final String kind;
    private final LuxCluster cluster;
    private final Crew crew;
    private final Node victim;
    private final Duration offset;

    /** @param offset positive: ahead */
    WrongClock(String kind, LuxCluster cluster, Node victim, Duration offset) {
        this.kind = kind;
        this.cluster = cluster;
        this.crew = Crew.of(cluster);
        this.victim = victim;
        this.offset = offset;
    }

    @Override
    public String kind() {
        return kind;
    }

    /** Both the broker's clock and that of its replication. */
    @Override
    public String begin() throws IOException {
        cluster.remove(victim);
        cluster.start(
                victim,
                usual ->
                        usual.jvm("-Dlux.clock.offset=" + offset, "-Dcom.hazelcast.clock.offset=" + offset.toMillis()));
        if (!Await.until(Duration.ofSeconds(10), () -> !noticed().isEmpty())) {
            throw new IOException(victim + " does not say that its clock is wrong");
        }
        return victim + " is " + offset + " off, and says: " + noticed();
    }

    private String noticed() {
        String words = offset.abs().compareTo(TOLERANCE) > 0 ? NOTICED : SHIFTED;
        return victim.process().log().stream()
                .filter(line -> line.contains(words))
                .findFirst()
                .orElse("");
    }

    @Override
    public void end() throws IOException {
        cluster.restart(victim);
        crew.recover();
    }
}
