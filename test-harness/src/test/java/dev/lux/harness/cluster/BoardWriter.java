package dev.lux.harness.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Writes documents of one prefix, several in a request, to several nodes in turn, and knows their newest versions. */
final class BoardWriter {
    private static final int PER_REQUEST = 20;
    /** Requests under way: beyond, the writer waits, and the rate is what the machine gives. */
    private static final int UNDER_WAY = 32;

    private final String prefix;
    private final List<LuxHttp> nodes;
    private final AtomicLongArray newest;
    private final AtomicLong acknowledged = new AtomicLong();
    private final ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
    private final Semaphore underWay = new Semaphore(UNDER_WAY);
    private final SplittableRandom random = new SplittableRandom(1);
    private long sent;

    /** @param documents how many there are, numbered from 0 */
    BoardWriter(String prefix, int documents, List<Node> nodes) {
        this.prefix = prefix;
        this.nodes = nodes.stream().map(Node::http).toList();
        this.newest = new AtomicLongArray(documents);
    }

    /** Writes every document once; returns when all are acknowledged. */
    void writeAll() throws InterruptedException {
        for (int from = 0; from < newest.length(); from += PER_REQUEST) {
            List<Integer> some = new ArrayList<>();
            for (int i = from; i < Math.min(from + PER_REQUEST, newest.length()); i++) {
                some.add(i);
            }
            write(some);
        }
        awaitAnswers();
    }

    /**
     * Writes documents at random; returns when all writes are acknowledged.
     *
     * @param halfway runs in the middle, on this thread
     */
    void writeFor(Duration length, int perSecond, Runnable halfway) throws InterruptedException {
        long began = System.nanoTime();
        long requests = length.toSeconds() * perSecond / PER_REQUEST;
        long between = length.toNanos() / Math.max(1, requests);
        for (long request = 0; request < requests; request++) {
            if (request == requests / 2) {
                halfway.run();
            }
            long due = began + request * between - System.nanoTime();
            if (due > 0) {
                TimeUnit.NANOSECONDS.sleep(due);
            }
            write(random.ints(PER_REQUEST, 0, newest.length()).boxed().toList());
        }
        awaitAnswers();
    }

    private void write(List<Integer> documents) throws InterruptedException {
        StringBuilder writes = new StringBuilder("{\"writes\":[");
        for (int document : documents) {
            writes.append(writes.charAt(writes.length() - 1) == '[' ? "" : ",")
                    .append("{\"type\":\"put\",\"id\":\"")
                    .append(prefix)
                    .append(document)
                    .append("\",\"data\":{\"status\":\"open\",\"n\":")
                    .append(++sent)
                    .append("}}");
        }
        underWay.acquire();
        LuxHttp node = nodes.get((int) (sent / PER_REQUEST % nodes.size()));
        CompletableFuture<Reply> reply =
                node.sendAsync("POST", "/api/lux", writes.append("]}").toString(), "Content-Type", "application/json");
        var unused = reply.whenComplete((answer, failure) -> {
            if (failure == null) {
                take(answer);
            } else {
                refused.add(failure.toString());
            }
            underWay.release();
        });
    }

    private void take(Reply reply) {
        JsonNode results = reply.json().path("results");
        if (!reply.ok() || results.isEmpty()) {
            refused.add(reply.toString());
        }
        for (JsonNode result : results) {
            long version = result.path("version").asLong();
            if (version == 0) {
                refused.add(result.toString());
            } else {
                int document = Integer.parseInt(result.path("id").asText().substring(prefix.length()));
                newest.accumulateAndGet(document, version, Math::max);
                acknowledged.incrementAndGet();
            }
        }
    }

    private void awaitAnswers() throws InterruptedException {
        underWay.acquire(UNDER_WAY);
        underWay.release(UNDER_WAY);
    }

    /** By number: the newest version that was acknowledged. */
    AtomicLongArray newest() {
        return newest;
    }

    long acknowledged() {
        return acknowledged.get();
    }

    /** What was answered otherwise. */
    List<String> refused() {
        return List.copyOf(refused);
    }
}
