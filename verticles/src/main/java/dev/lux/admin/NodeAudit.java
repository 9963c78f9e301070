package dev.lux.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lux.document.Fingerprint;
import dev.lux.document.Pattern;
import dev.lux.document.SetDigest;
import dev.lux.store.Copies;
import dev.lux.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What this node holds of documents, as digests by shard or one by one: in the memory of its owners, and in the store's
 * copies that lie here. Compared by whoever asks all nodes; see the protocol page, {@code GET /_verify}.
 *
 * <p>Usable on any context.
 */
public final class NodeAudit {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Vertx vertx;
    private final Copies copies;
    private final List<Memory> owners;

    /** The memory of one owner. */
    public interface Memory {
        /** @return what it holds, by shard that it serves and was asked for */
        Future<Map<Integer, List<Fingerprint>>> fingerprints(Pattern pattern, Set<Integer> shards);
    }

    /** @param owners all of this node */
    public NodeAudit(Vertx vertx, Copies copies, List<Memory> owners) {
        this.vertx = vertx;
        this.copies = copies;
        this.owners = List.copyOf(owners);
    }

    /**
     * Looks through memory and copies.
     *
     * @param one whether every document is wanted, else digests
     * @return {@code {"shards":[...]}}; fails when a copy can't be read
     */
    Future<byte[]> look(Pattern pattern, Set<Integer> shards, boolean one) {
        List<Future<Map<Integer, List<Fingerprint>>>> memories = owners.stream()
                .map(owner -> owner.fingerprints(pattern, shards))
                .toList();
        return Future.all(memories).compose(all -> {
            Map<Integer, List<Fingerprint>> memory = new HashMap<>();
            memories.forEach(each -> memory.putAll(each.result()));
            return vertx.executeBlocking(() -> answer(pattern, shards, one, memory), false);
        });
    }

    private byte[] answer(Pattern pattern, Set<Integer> shards, boolean one, Map<Integer, List<Fingerprint>> memory)
            throws JsonProcessingException {
        ObjectNode answer = MAPPER.createObjectNode();
        ArrayNode list = answer.putArray("shards");
        for (int shard : shards) {
            List<Fingerprint> owned = memory.get(shard);
            Copies.Copy copy = copies.read(shard);
            if (owned == null && copy == null) {
                continue;
            }
            ObjectNode seen = list.addObject().put("shard", shard);
            if (owned != null) {
                put(seen, "owner", owned, one);
                putDigest(seen, "visible", SetDigest.visible(owned));
            }
            if (copy != null) {
                seen.put("replica", copy.replica());
                put(seen, "stored", matches(pattern, copy), one);
            }
        }
        return MAPPER.writeValueAsBytes(answer);
    }

    private static List<Fingerprint> matches(Pattern pattern, Copies.Copy copy) {
        List<Fingerprint> matches = new ArrayList<>();
        for (Store.Entry entry : copy.records()) {
            if (pattern.matches(entry.key())) {
                matches.add(Fingerprint.of(entry.key(), entry.record()));
            }
        }
        return matches;
    }

    private static void put(ObjectNode seen, String name, List<Fingerprint> documents, boolean one) {
        if (!one) {
            putDigest(seen, name, SetDigest.stored(documents));
            return;
        }
        ArrayNode list = seen.putArray(name);
        for (Fingerprint each : documents) {
            list.addObject()
                    .put("id", each.id())
                    .put("version", each.version())
                    .put("deleted", each.deleted())
                    .put("stored", Long.toHexString(each.stored()))
                    .put("visible", Long.toHexString(each.visible()));
        }
    }

    private static void putDigest(ObjectNode seen, String name, SetDigest digest) {
        seen.putObject(name).put("count", digest.count()).put("digest", digest.text());
    }
}
