package dev.lux.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.cli.verify.Holder;
import dev.lux.cli.verify.Sightings;
import dev.lux.document.Fingerprint;
import dev.lux.document.Pattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What nodes hold and readers see, as the broker answers it. */
final class ClusterViews {
    private static final int PAGE = 1000;
    /** About how many documents, of each who holds them, one answer may list. */
    private static final long LISTED_AT_ONCE = 5_000;

    private final Broker broker;
    private final Pattern pattern;
    private final Output output;

    ClusterViews(Broker broker, Pattern pattern, Output output) {
        this.broker = broker;
        this.pattern = pattern;
        this.output = output;
    }

    /** @return digests by node, then by shard */
    JsonNode digests() {
        return ask("/_verify?match=" + Broker.encode(pattern.match())).path("nodes");
    }

    /**
     * Adds what every node holds of these shards.
     *
     * @param sizes about how many documents each has
     */
    void lookAtHolders(Sightings sightings, Collection<Integer> shards, Map<Integer, Long> sizes) {
        List<Integer> group = new ArrayList<>();
        long size = 0;
        for (int shard : shards) {
            long more = sizes.getOrDefault(shard, 0L);
            if (!group.isEmpty() && size + more > LISTED_AT_ONCE) {
                lookAtHolders(sightings, group);
                group.clear();
                size = 0;
            }
            group.add(shard);
            size += more;
        }
        if (!group.isEmpty()) {
            lookAtHolders(sightings, group);
        }
    }

    private void lookAtHolders(Sightings sightings, List<Integer> shards) {
        shards.forEach(sightings::asked);
        String list = shards.stream().map(String::valueOf).collect(Collectors.joining(","));
        JsonNode nodes = ask("/_verify?match=" + Broker.encode(pattern.match()) + "&shards=" + list)
                .path("nodes");
        nodes.properties()
                .forEach(node -> node.getValue().path("shards").forEach(shard -> {
                    int number = shard.path("shard").asInt();
                    if (shard.has("owner")) {
                        sightings.held(
                                number,
                                new Holder(Holder.Kind.OWNER, node.getKey()),
                                fingerprints(shard.path("owner")));
                    }
                    if (shard.has("stored")) {
                        Holder.Kind kind = shard.path("replica").asInt() == 0 ? Holder.Kind.PRIMARY : Holder.Kind.COPY;
                        sightings.held(number, new Holder(kind, node.getKey()), fingerprints(shard.path("stored")));
                    }
                }));
    }

    private static List<Fingerprint> fingerprints(JsonNode list) {
        List<Fingerprint> fingerprints = new ArrayList<>();
        list.forEach(each -> fingerprints.add(new Fingerprint(
                each.path("id").asText(),
                each.path("version").asLong(),
                each.path("deleted").asBoolean(),
                Long.parseUnsignedLong(each.path("stored").asText(), 16),
                Long.parseUnsignedLong(each.path("visible").asText(), 16))));
        return fingerprints;
    }

    /** What a list of all matches shows, through one node. */
    Map<String, Fingerprint> list(Broker node) {
        return list(node, pattern);
    }

    /** What reads of these documents show, through one node. */
    Map<String, Fingerprint> read(Broker node, Collection<String> ids) {
        Map<String, Fingerprint> found = new TreeMap<>();
        ids.forEach(id -> found.putAll(list(node, Pattern.ofId(id))));
        return found;
    }

    private Map<String, Fingerprint> list(Broker node, Pattern which) {
        Map<String, Fingerprint> found = new HashMap<>();
        String after = "";
        do {
            String from = after.isEmpty() ? "" : "&after=" + Broker.encode(after);
            Answer page = BrokerCommand.accepted(
                    node.read("?match=" + Broker.encode(which.match()) + "&limit=" + PAGE + from, Map.of()), output);
            byte[] documents = RawJson.member(page.body(), "documents");
            for (byte[] document : documents == null ? List.<byte[]>of() : RawJson.elements(documents)) {
                Facts facts = Facts.of(document);
                byte[] data = RawJson.member(document, "data");
                found.put(
                        facts.text("id"),
                        new Fingerprint(
                                facts.text("id"),
                                facts.number("version"),
                                false,
                                0,
                                data == null ? 0 : Fingerprint.visible(data)));
            }
            after = Facts.of(page.body()).text("next");
        } while (!after.isEmpty());
        return found;
    }

    private JsonNode ask(String pathAndQuery) {
        return Facts.of(BrokerCommand.accepted(broker.read(pathAndQuery, Map.of()), output)
                        .body())
                .root();
    }
}
