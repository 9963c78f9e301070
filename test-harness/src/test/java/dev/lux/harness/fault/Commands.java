package dev.lux.harness.fault;

import dev.lux.cluster.ClusterNode;
import dev.lux.store.Stamp;
import dev.lux.store.Store;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a faulty broker is told on its standard input, a line each. */
final class Commands {
    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ClusterNode node;
    private final DroppedOnTheBus dropped;

    private Commands(ClusterNode node, DroppedOnTheBus dropped) {
        this.node = node;
        this.dropped = dropped;
    }

    static void listen(ClusterNode node, DroppedOnTheBus dropped) {
        thread("faults", new Commands(node, dropped)::read);
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                obey(line.split(" ", -1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void obey(String[] words) {
        switch (words[0]) {
            case "drop" -> dropped.drop(words[1], words.length < 3 ? 1 : Integer.parseInt(words[2]));
            case "fill" -> fill(node.vertx(), Duration.ofMillis(Long.parseLong(words[1])));
            case "halt-at-fill" -> thread("halt-at-fill", () -> haltAtFill(node.store()));
            default -> throw new IllegalArgumentException("no such fault: " + words[0]);
        }
    }

    private static void fill(Vertx vertx, Duration busy) {
        vertx.getOrCreateContext().runOnContext(go -> {
            long start = System.nanoTime();
            long turns = 0;
            while (System.nanoTime() - start < busy.toNanos()) {
                turns++;
            }
            System.out.println("fault was full: " + Thread.currentThread().getName() + " did nothing else for "
                    + (System.nanoTime() - start) / 1_000_000 + " ms (" + turns + " turns)");
        });
    }

    /** When a copy is missing, it looks all the time: between the change of the table and the end there is only a look. */
    private static void haltAtFill(Store store) {
        boolean[] open = new boolean[store.shardCount()];
        System.out.println("fault halts when a shard of this node has all its copies again");
        while (true) {
            boolean any = false;
            for (int shard = 0; shard < open.length; shard++) {
                Stamp stamp = store.stamp(shard);
                if (open[shard] && stamp.local() && stamp.complete()) {
                    Runtime.getRuntime().halt(KillAtFill.HALTED);
                }
                open[shard] = stamp.local() && !stamp.complete();
                any |= open[shard];
            }
            if (!any) {
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            }
        }
    }
}
