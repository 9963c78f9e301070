package dev.lux.harness.lease;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.Await;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.cluster.Node;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Workers take leases and keep them; some fall silent, one after the other, and among them a data member is killed. Then
 * it is waited until who is silent is stale everywhere, and a lease longer, in which nobody else may be.
 */
public final class LeaseRun {
    private static final Duration SYNC = Duration.ofSeconds(30);
    /** For a cluster that has lost an owner, beside the lease that the next one waits. */
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    private static final String PREFIX = "agent-run-";

    private final LeasePlan plan;
    private final LuxCluster cluster;
    private final PrintStream out;
    private final Random random;

    private LeaseRun(LeasePlan plan, LuxCluster cluster, PrintStream out) {
        this.plan = plan;
        this.cluster = cluster;
        this.out = out;
        this.random = new Random(plan.seed());
    }

    /**
     * @param cluster of three data members or more, all alive
     * @param victim of them, which is killed in the middle
     * @throws IOException when what was to be done could not be done
     */
    public static LeaseReport run(LeasePlan plan, LuxCluster cluster, Node victim, PrintStream out)
            throws IOException, InterruptedException {
        return new LeaseRun(plan, cluster, out).run(victim);
    }

    private LeaseReport run(Node victim) throws IOException, InterruptedException {
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < plan.workers(); i++) {
            workers.add(new Worker(PREFIX + i));
        }
        List<Node> survivors = cluster.others(victim);
        List<StaleWatch> watches = new ArrayList<>();
        Crowd crowd = new Crowd(cluster.nodes().stream().map(Node::http).toList(), workers, plan);
        try (crowd) {
            for (Node node : survivors) {
                StaleWatch watch = new StaleWatch(
                        node.name(), LuxSocket.open(node.url(), Launch.KEY, "/api/lux/stream?match=" + PREFIX + "*"));
                watches.add(watch);
                watch.awaitSynced(SYNC);
            }
            crowd.begin(plan.carriers());
            out.printf("%d workers have leases of %s%n", workers.size(), plan.lease());
            TimeUnit.MILLISECONDS.sleep(plan.lease().toMillis() / 2);
            silenceSome(workers, victim);
            awaitStale(watches);
            TimeUnit.MILLISECONDS.sleep(plan.lease().toMillis());
        } finally {
            watches.forEach(StaleWatch::close);
        }
        return LeaseReport.of(plan, workers, watches, crowd);
    }

    /** Spread over half a lease, with the kill in its middle. */
    private void silenceSome(List<Worker> workers, Node victim) throws IOException, InterruptedException {
        markOwned(workers, victim);
        List<Worker> chosen = new ArrayList<>(workers);
        Collections.shuffle(chosen, random);
        chosen = chosen.subList(0, plan.killed());
        long pauseMicros = TimeUnit.NANOSECONDS.toMicros(plan.lease().toNanos()) / 2 / Math.max(1, plan.killed());
        for (int i = 0; i < chosen.size(); i++) {
            if (i == chosen.size() / 2) {
                cluster.kill(victim);
                int code = victim.process().awaitExit(RECOVERY);
                out.printf("%s, which owned %d of the documents, ended with %d%n", victim, owned(workers), code);
            }
            chosen.get(i).silence();
            TimeUnit.MICROSECONDS.sleep(pauseMicros);
        }
        out.printf("%d workers are silent%n", chosen.size());
    }

    private void awaitStale(List<StaleWatch> watches) throws IOException {
        Duration longest = plan.lease().multipliedBy(2).plus(RECOVERY);
        boolean all = Await.until(longest, () -> watches.stream().allMatch(watch -> watch.count() >= plan.killed()));
        out.println(all ? "all of them are stale everywhere" : "not all of them are stale within " + longest);
    }

    private static long owned(List<Worker> workers) {
        return workers.stream().filter(Worker::isOwnerKilled).count();
    }

    /** Asks the node itself what it owns. */
    private static void markOwned(List<Worker> workers, Node victim) throws IOException {
        Map<String, Worker> byId = new HashMap<>();
        workers.forEach(worker -> byId.put(worker.id(), worker));
        List<String> shards = new ArrayList<>();
        for (JsonNode shard : shardsOf(victim, "")) {
            if (shard.path("owner").path("count").asInt() > 0) {
                shards.add(shard.path("shard").asText());
            }
        }
        if (shards.isEmpty()) {
            throw new IOException(victim + " owns nothing");
        }
        for (JsonNode shard : shardsOf(victim, "&shards=" + String.join(",", shards))) {
            for (JsonNode document : shard.path("owner")) {
                Worker worker = byId.get(document.path("id").asText());
                if (worker != null) {
                    worker.ownerIsKilled();
                }
            }
        }
    }

    private static JsonNode shardsOf(Node node, String query) {
        String name = ask(node, "/api/lux/_cluster").path("node").asText();
        return ask(node, "/api/lux/_verify?match=" + PREFIX + "*" + query)
                .path("nodes")
                .path(name)
                .path("shards");
    }

    private static JsonNode ask(Node node, String path) {
        return node.http().send("GET", path, "").json();
    }
}
