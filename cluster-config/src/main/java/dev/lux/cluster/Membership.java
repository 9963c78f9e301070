package dev.lux.cluster;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.Member;
import dev.lux.store.Store;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is in the cluster at this instant. Hazelcast replaces its set of members with every change, so what was derived
 * from it is good for as long as the set is the same object: a look is always at the current view, and costs nothing
 * while it stays.
 *
 * <p>Usable on any thread.
 */
final class Membership {
    private final Cluster cluster;
    private final int quorum;
    private volatile View last = new View(Set.of(), 1);

    Membership(Cluster cluster, int quorum) {
        this.cluster = cluster;
        this.quorum = quorum;
    }

    View now() {
        Set<Member> members = cluster.getMembers();
        View view = last;
        if (view.members != members) {
            view = new View(members, quorum);
            last = view;
        }
        return view;
    }

    /** The members as they were at one instant. Immutable. */
    static final class View {
        private final Set<Member> members;
        private final Map<UUID, Known> byMember = new HashMap<>();
        private final Map<String, Integer> ownersByNode = new HashMap<>();
        private final List<String> nodes;
        private final List<String> dataNodes = new ArrayList<>();
        private final int dataMembers;
        private final List<Store.Member> described = new ArrayList<>();
        private final boolean quorum;

        /**
         * @param node {@code null} of a member that is not a node of Lux
         * @param slot names the member in a stamp
         */
        private record Known(@Nullable String node, String slot) {}

        View(Set<Member> members, int quorum) {
            this.members = members;
            int notLite = 0;
            for (Member member : members) {
                NodeAttributes attributes = NodeAttributes.of(member);
                byMember.put(
                        member.getUuid(),
                        new Known(
                                attributes == null ? null : attributes.node(),
                                member.getUuid().toString()));
                if (attributes != null) {
                    Address address = member.getAddress();
                    described.add(new Store.Member(
                            attributes.node(), !member.isLiteMember(), address.getHost() + ":" + address.getPort()));
                    ownersByNode.put(attributes.node(), attributes.owners());
                    if (!member.isLiteMember()) {
                        dataNodes.add(attributes.node());
                    }
                }
                notLite += member.isLiteMember() ? 0 : 1;
            }
            this.nodes = List.copyOf(ownersByNode.keySet());
            this.dataMembers = notLite;
            this.quorum = notLite >= quorum;
        }

        int dataMembers() {
            return dataMembers;
        }

        boolean quorum() {
            return quorum;
        }

        List<String> nodes() {
            return nodes;
        }

        /** Those that keep documents. */
        List<String> dataNodes() {
            return Collections.unmodifiableList(dataNodes);
        }

        /** With their addresses; made for each call. */
        List<ProbeAnswer.Seen> members() {
            List<ProbeAnswer.Seen> seen = new ArrayList<>();
            for (Member member : members) {
                String node = node(member.getUuid());
                if (node != null) {
                    Address address = member.getAddress();
                    seen.add(new ProbeAnswer.Seen(node, new MemberAddress(address.getHost(), address.getPort())));
                }
            }
            return seen;
        }

        List<Store.Member> described() {
            return Collections.unmodifiableList(described);
        }

        boolean isMember(String node) {
            return ownersByNode.containsKey(node);
        }

        int ownersOf(String node) {
            return ownersByNode.getOrDefault(node, 0);
        }

        /** The node of a member, or {@code null} when it has left. */
        @Nullable
        String node(UUID member) {
            Known known = byMember.get(member);
            return known == null ? null : known.node;
        }

        /** Names a member that is alive; {@code null} of one that is not. */
        @Nullable
        String slot(UUID member) {
            Known known = byMember.get(member);
            return known == null ? null : known.slot;
        }
    }
}
