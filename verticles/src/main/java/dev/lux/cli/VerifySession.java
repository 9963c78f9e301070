package dev.lux.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.cli.verify.Holder;
import dev.lux.cli.verify.Judge;
import dev.lux.cli.verify.Sightings;
import dev.lux.document.Fingerprint;
import dev.lux.document.Pattern;
import dev.lux.document.SetDigest;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One verification: its streams, which stay open, and look after look at everybody. */
final class VerifySession implements AutoCloseable {
    private static final Duration SNAPSHOT = Duration.ofSeconds(60);
    /** Fewer documents than this are read one by one, else all are listed. */
    private static final int FEW = 50;

    private final ClusterViews views;
    private final ReadingNodes nodes;
    private final int shardCount;
    private final int copies;
    private final Judge judge;
    private final Map<String, LiveView> streams = new TreeMap<>();
    private final Map<Integer, Long> sizes = new HashMap<>();
    private long documents;
    private boolean equalByDigest;
    private int looks;

    VerifySession(ClusterViews views, JsonNode cluster, ReadingNodes nodes) {
        this.views = views;
        this.nodes = nodes;
        this.shardCount = cluster.path("shards").path("total").asInt();
        this.copies = cluster.path("quorum").path("dataMembers").asInt() / 2;
        this.judge = new Judge(copies);
    }

    /** Opens a stream to every node and waits for their snapshots. */
    void open(Pattern pattern) throws InterruptedException {
        HttpClient http = Broker.httpClient();
        for (Map.Entry<String, Target> node : nodes.reached().entrySet()) {
            streams.put(node.getKey(), LiveView.open(http, node.getValue(), pattern));
        }
        for (LiveView stream : streams.values()) {
            stream.awaitSynced(SNAPSHOT);
        }
    }

    /** Whether nothing differs in one quick look: then no document needs to be listed. */
    boolean isEqualByDigest() {
        List<JsonNode> shards = new ArrayList<>();
        views.digests().forEach(node -> node.path("shards").forEach(shards::add));
        Map<Integer, ShardDigests> byShard = new HashMap<>();
        shards.forEach(shard -> byShard.computeIfAbsent(shard.path("shard").asInt(), first -> new ShardDigests())
                .add(shard));
        SetDigest visible = SetDigest.NONE;
        boolean equal = byShard.size() == shardCount;
        for (Map.Entry<Integer, ShardDigests> shard : byShard.entrySet()) {
            equal &= shard.getValue().isEqual(copies);
            visible = visible.plus(shard.getValue().visible());
            sizes.put(shard.getKey(), shard.getValue().size());
        }
        documents = visible.count();
        Sightings readers = new Sightings();
        for (Map<String, Fingerprint> seen : readers(readers, Set.of(), true)) {
            equal &= SetDigest.visible(seen.values()).equals(visible);
        }
        equalByDigest = equal;
        return equal;
    }

    /** Looks at all, or at what is still open. */
    void look() {
        Set<Integer> shards = judge.shards();
        boolean all = looks == 0 || shards.contains(Sightings.NO_SHARD);
        Set<Integer> asked = new TreeSet<>(shards);
        if (all) {
            for (int shard = 0; shard < shardCount; shard++) {
                asked.add(shard);
            }
            asked.remove(Sightings.NO_SHARD);
        }
        Sightings seen = new Sightings();
        views.lookAtHolders(seen, asked, sizes);
        Set<String> few = judge.suspects();
        boolean list = all || few.size() > FEW || !judge.unseen().isEmpty();
        var unused = readers(seen, few, list);
        judge.look(seen);
        looks++;
    }

    /** Adds what readers see, over HTTP and live. */
    private List<Map<String, Fingerprint>> readers(Sightings seen, Set<String> few, boolean list) {
        List<Map<String, Fingerprint>> all = new ArrayList<>();
        nodes.reached().forEach((node, target) -> {
            Broker broker = new Broker(target);
            Map<String, Fingerprint> read = list ? views.list(broker) : views.read(broker, few);
            seen.read(new Holder(Holder.Kind.READ, node), read);
            all.add(read);
        });
        streams.forEach((node, stream) -> {
            Map<String, Fingerprint> live = stream.now();
            seen.read(new Holder(Holder.Kind.SUBSCRIBER, node), live);
            all.add(live);
        });
        return all;
    }

    boolean isOpen() {
        return judge.isOpen();
    }

    VerifyReport report(String match) {
        List<String> missing = new ArrayList<>();
        if (!equalByDigest && !judge.unseen().isEmpty()) {
            missing.add(judge.unseen().size() + " shards lack an owner, or a copy, that can be compared");
        }
        streams.forEach((node, stream) -> {
            if (!stream.ended().isEmpty()) {
                missing.add("the stream at " + node + " can't be compared: " + stream.ended());
            }
        });
        Set<String> compared = new HashSet<>(streams.keySet());
        return new VerifyReport(
                match, documents, copies, compared, judge.moving(), looks, judge.differences(), missing, nodes.notes());
    }

    @Override
    public void close() {
        streams.values().forEach(LiveView::close);
    }
}
