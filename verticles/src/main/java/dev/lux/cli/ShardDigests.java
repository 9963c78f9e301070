package dev.lux.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.document.SetDigest;
import java.util.HashSet;
import java.util.Set;

/** The digests that the holders of one shard gave. */
final class ShardDigests {
    private final Set<SetDigest> stored = new HashSet<>();
    private SetDigest visible = SetDigest.NONE;
    private int owners;
    private int primaries;
    private int copies;

    /** Takes what one node has. */
    void add(JsonNode shard) {
        if (shard.has("owner")) {
            owners++;
            stored.add(digest(shard.path("owner")));
            visible = digest(shard.path("visible"));
        }
        if (shard.has("stored")) {
            stored.add(digest(shard.path("stored")));
            boolean primary = shard.path("replica").asInt() == 0;
            primaries += primary ? 1 : 0;
            copies += primary ? 0 : 1;
        }
    }

    /** Whether everybody is there, and holds the same. */
    boolean isEqual(int neededCopies) {
        return owners == 1 && primaries == 1 && copies >= neededCopies && stored.size() == 1;
    }

    /** What readers should see. */
    SetDigest visible() {
        return visible;
    }

    /** How many documents it has, deleted ones too. */
    long size() {
        return stored.stream().mapToLong(SetDigest::count).max().orElse(0);
    }

    private static SetDigest digest(JsonNode digest) {
        return SetDigest.parse(
                digest.path("count").asLong(), digest.path("digest").asText());
    }
}
