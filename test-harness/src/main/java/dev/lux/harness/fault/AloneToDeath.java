package dev.lux.harness.fault;

import dev.lux.harness.cluster.Link;
import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A data member is cut off, goes on taking requests while all others still believe that it is there, and is killed
 * before anyone has noticed: what it acknowledged without its copies is gone.
 */
final class AloneToDeath implements Disturbance {
    private static final Duration BACK = Duration.ofSeconds(60);
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
        // A fault before this one may have ended just before the others gave it up.
        Crew.awaitSeen(other, victim, true, BACK);
        cluster.partition(List.of(victim), crew.others(victim));
        long apart = System.nanoTime();
        // Both take a second, and there are not many: one beside the other.
        CompletableFuture<Void> believed = CompletableFuture.runAsync(() -> awaitBelief(other));
        String proof = Packets.lost(new Link(victim, other));
        Duration alone = cluster.detection().dividedBy(3).minusNanos(System.nanoTime() - apart);
        try {
            TimeUnit.NANOSECONDS.sleep(alone.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        try {
            believed.join();
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        }
        cluster.kill(victim);
        int code = victim.process().awaitExit(DEATH);
        if (code != BY_SIGKILL) {
            throw new IOException(victim + " ended with " + code + ", not by the signal");
        }
        return proof + "; it ended with " + code + " after "
                + Duration.ofNanos(System.nanoTime() - apart).toMillis() + " ms, and " + other + " believed in it";
    }

    private void awaitBelief(Node other) {
        try {
            Crew.awaitSeen(other, victim, true, Duration.ofSeconds(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void end() throws IOException {
        cluster.heal();
        crew.recover();
    }
}
