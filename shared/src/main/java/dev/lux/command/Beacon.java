package dev.lux.command;

import java.util.List;

/**
 * What an owner tells each edge that it has a stream to, once a second: what it serves, just confirmed, and what it
 * believes that the edge wants. A silence says as much: an owner that can't confirm lists nothing.
 *
 * @param owner the bus address of the owner
 * @param epoch of the stream
 * @param position the number of the last update that was sent
 * @param generation of the last register or unregister that it has seen
 * @param prefixes the prefixes that it believes the edge wants
 * @param shards every shard that it serves and in which the edge may have an interest
 */
public record Beacon(
        String owner, long epoch, long position, long generation, InterestDigest prefixes, List<ServedShard> shards) {
    /** @param ids the ids of this shard that it believes the edge wants */
    public record ServedShard(int shard, long term, InterestDigest ids) {}
}
