package dev.lux.harness.hostile;

import dev.lux.harness.client.Await;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Watcher;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One well-behaved writer and one subscriber, who must not notice the attack. The same writes go to another broker of
 * this machine, which nobody attacks: what both wait for is the machine, what only one waits for is the attack.
 */
final class Bystander implements AutoCloseable {
    static final String ID = "bystander";

    /** How much longer than on the idle broker a write may take. */
    private static final Duration NOTICED = Duration.ofSeconds(2);

    private final SteadyWriter writer;
    private final SteadyWriter elsewhere;
    private final Watcher watcher;

    Bystander(Target attacked, Target idle) throws IOException {
        this.watcher = new Watcher(
                ID, LuxSocket.open(attacked.url(), attacked.key(), "/api/lux/stream/" + ID), 1, frame -> {});
        watcher.awaitSynced(Duration.ofSeconds(10));
        this.writer = new SteadyWriter(attacked, ID);
        this.elsewhere = new SteadyWriter(idle, "elsewhere");
    }

    /** Ends it; returns what it noticed. */
    List<String> end() {
        writer.end();
        elsewhere.end();
        List<String> all = new ArrayList<>(writer.violations());
        all.addAll(elsewhere.violations());
        boolean current = Await.until(Duration.ofSeconds(1), () -> {
            Long seen = watcher.version(ID);
            return seen != null && seen == writer.newest();
        });
        if (!current) {
            all.add("the bystander's subscriber is at " + watcher.version(ID) + ", newest " + writer.newest());
        }
        all.addAll(watcher.violations());
        for (SteadyWriter.Ack ack : writer.acks()) {
            long machine = elsewhere.slowestDuring(ack);
            if (ack.nanos() - machine > NOTICED.toNanos()) {
                all.add("the bystander waited " + ack.nanos() / 1_000_000 + " ms for an ack; on an idle broker it took "
                        + machine / 1_000_000 + " ms at that time");
            }
        }
        return all;
    }

    String summary() {
        return "bystander: " + writer.acks().size() + " writes, " + writer.summary() + "; on an idle broker "
                + elsewhere.summary() + "; " + watcher.frames() + " frames seen";
    }

    @Override
    public void close() {
        writer.close();
        elsewhere.close();
        watcher.close();
    }
}
