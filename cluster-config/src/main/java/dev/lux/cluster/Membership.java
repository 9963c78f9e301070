package dev.lux.cluster;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.Member;
import dev.lux.store.Store;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is in the cluster at this instant. Hazelcast replaces its set of members with every change, so what was derived
 * from it is good for as long as the set is the same object: a look is always at the current view, and costs nothing
 * while it stays.
 *
 * <p>A data member counts for the quorum from when it is {@linkplain #settled known} to bring nothing more: one that
 * merges into this cluster is a member a while before what it holds has arrived, and a quorum that began to serve in
 * between would begin from what the others missed. One that is silent does not count, while Hazelcast still decides.
 *
 * <p>Usable on any thread.
 */
final class Membership {
    private final Cluster cluster;
    private final int quorum;
    private final Set<UUID> settled = ConcurrentHashMap.newKeySet();
    private volatile Set<UUID> silent = Set.of();
    private volatile View last = new View(Set.of(), 1, Set.of(), Set.of());

    Membership(Cluster cluster, int quorum) {
        this.cluster = cluster;
        this.quorum = quorum;
    }

    View now() {
        Set<Member> members = cluster.getMembers();
        View view = last;
        if (view.members != members) {
            view = look(members);
        }
        return view;
    }

    private synchronized View look(Set<Member> members) {
        View view = new View(members, quorum, settled, silent);
        last = view;
        return view;
    }

    /** A data member has brought whatever it had, or had nothing to bring. */
    void settled(UUID member) {
        settled.add(member);
        settled.retainAll(cluster.getMembers().stream().map(Member::getUuid).toList());
        look(cluster.getMembers());
    }

    /** Those that are silent now, and no others. */
    void silent(Set<UUID> now) {
        if (!silent.equals(now)) {
            silent = Set.copyOf(now);
            look(cluster.getMembers());
        }
    }

    Set<Member> members() {
        return cluster.getMembers();
    }

    /** This node gives up what it knew, to merge into another part of its cluster. */
    void nothingIsSettled() {
        settled.clear();
        look(cluster.getMembers());
    }

    /** The members as they were at one instant. Immutable. */
    static final class View {
        private final Set<Member> members;
        private final Map<UUID, Known> byMember = new HashMap<>();
        private final Map<String, Integer> ownersByNode = new HashMap<>();
        private final List<String> nodes;
        private final List<String> dataNodes = new ArrayList<>();
        private final int dataMembers;
        private final List<Member> unsettled = new ArrayList<>();
        private final List<Store.Member> described = new ArrayList<>();
        private final boolean quorum;

        /**
         * @param node {@code null} of a member that is not a node of Lux
         * @param slot names the member in a stamp
         */
        private record Known(@Nullable String node, String slot) {}

        /**
         * @param settled data members that count for the quorum
         * @param silent but for these
         */
        View(Set<Member> members, int quorum, Set<UUID> settled, Set<UUID> silent) {
            this.members = members;
            int notLite = 0;
            int counted = 0;
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
                if (!member.isLiteMember()) {
                    notLite++;
                    if (settled.contains(member.getUuid())) {
                        counted += silent.contains(member.getUuid()) ? 0 : 1;
                    } else {
                        unsettled.add(member);
                    }
                }
            }
            this.nodes = List.copyOf(ownersByNode.keySet());
            this.dataMembers = notLite;
            this.quorum = counted >= quorum;
        }

        int dataMembers() {
            return dataMembers;
        }

        /** Whether enough data members are here that have brought what they had. */
        boolean quorum() {
            return quorum;
        }

        /** Data members that may still bring something. */
        List<Member> unsettled() {
            return Collections.unmodifiableList(unsettled);
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
                    seen.add(new ProbeAnswer.Seen(node, MemberAddress.of(member)));
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

        /** Where all data members but one listen for members. */
        Set<MemberAddress> otherDataMembers(UUID self) {
            Set<MemberAddress> others = new HashSet<>();
            for (Member member : members) {
                if (!member.isLiteMember() && !member.getUuid().equals(self)) {
                    others.add(MemberAddress.of(member));
                }
            }
            return others;
        }

        boolean has(UUID member) {
            return byMember.containsKey(member);
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
