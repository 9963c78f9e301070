package dev.lux.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.MemberAttributeConfig;
import org.jspecify.annotations.Nullable;

/**
 * What a node tells the others of itself when it joins.
 *
 * @param node its name, random per process; it stays when Hazelcast gives the member a new id, as it does in a merge
 * @param owners how many owners it runs; shards are dealt to them by number modulo this
 */
record NodeAttributes(String node, int owners) {
    private static final String NODE = "lux.node";
    private static final String OWNERS = "lux.owners";

    void writeTo(MemberAttributeConfig config) {
        config.setAttribute(NODE, node);
        config.setAttribute(OWNERS, Integer.toString(owners));
    }

    /** @return {@code null} of a member that is not a node of Lux */
    static @Nullable NodeAttributes of(Member member) {
        String node = member.getAttribute(NODE);
        String owners = member.getAttribute(OWNERS);
        return node == null || owners == null ? null : new NodeAttributes(node, Integer.parseInt(owners));
    }
}
