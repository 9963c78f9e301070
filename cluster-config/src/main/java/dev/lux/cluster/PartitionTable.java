package dev.lux.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.internal.partition.InternalPartition;
import com.hazelcast.internal.partition.InternalPartitionService;
import com.hazelcast.internal.partition.PartitionReplica;
import dev.lux.store.Stamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Hazelcast's own table says of partitions. The only class that uses Hazelcast's internal interface, since the
 * public one neither shows the copies nor a version; it checks at start that the interface is as it expects.
 *
 * <p>Reads volatile state; usable on any thread.
 */
final class PartitionTable {
    private final HazelcastInstance hazelcast;
    private final InternalPartitionService partitions;
    private final String localNode;
    private final int copies;
    private final int quorum;

    PartitionTable(HazelcastInstance hazelcast, ClusterSettings settings) {
        this.hazelcast = hazelcast;
        this.copies = settings.copies();
        this.quorum = settings.quorum();
        this.localNode = hazelcast.getCluster().getLocalMember().getUuid().toString();
        if (!(hazelcast instanceof HazelcastInstanceProxy proxy)) {
            throw new IllegalStateException("this Hazelcast is not the one that Lux was built for");
        }
        this.partitions = proxy.getOriginal().node.getPartitionService();
        // The table stays unassigned until somebody asks.
        partitions.getPartition(0);
        checkAgainstPublicInterface();
    }

    private void checkAgainstPublicInterface() {
        for (var partition : hazelcast.getPartitionService().getPartitions()) {
            Member owner = partition.getOwner();
            String seen = ownerNode(partition.getPartitionId());
            if (owner != null && seen != null && !owner.getUuid().toString().equals(seen)) {
                throw new IllegalStateException("Hazelcast's partition table reads differently from inside");
            }
        }
    }

    String localNode() {
        return localNode;
    }

    long tableStamp() {
        return partitions.getPartitionStateStamp();
    }

    @Nullable
    String ownerNode(int shard) {
        PartitionReplica owner = partitions.getPartition(shard, false).getOwnerReplicaOrNull();
        return owner == null ? null : owner.uuid().toString();
    }

    Stamp stamp(int shard) {
        InternalPartition partition = partitions.getPartition(shard, false);
        Set<String> alive = new HashSet<>();
        int dataMembers = 0;
        for (Member member : hazelcast.getCluster().getMembers()) {
            alive.add(member.getUuid().toString());
            dataMembers += member.isLiteMember() ? 0 : 1;
        }
        int version = partition.version();
        List<String> holders = new ArrayList<>(copies + 1);
        boolean complete = true;
        for (int i = 0; i <= copies; i++) {
            PartitionReplica replica = partition.getReplica(i);
            String holder = replica == null ? "" : replica.uuid().toString();
            holders.add(holder);
            complete &= alive.contains(holder);
        }
        return new Stamp(version, List.copyOf(holders), partition.isLocal(), complete, dataMembers >= quorum);
    }
}
