package dev.lux.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.internal.cluster.ClusterService;
import com.hazelcast.internal.partition.InternalPartition;
import com.hazelcast.internal.partition.InternalPartitionService;
import com.hazelcast.internal.partition.PartitionReplica;
import dev.lux.store.Stamp;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Hazelcast's own table says of partitions. Uses Hazelcast's internal interface, since the public one neither
 * shows the copies nor a version; it checks at start that the interface is as it expects.
 *
 * <p>Reads volatile state; usable on any thread.
 */
final class PartitionTable {
    private final HazelcastInstance hazelcast;
    private final InternalPartitionService partitions;
    private final ClusterService cluster;
    private final Membership membership;
    private final int copies;

    PartitionTable(HazelcastInstance hazelcast, Membership membership, ClusterSettings settings) {
        this.hazelcast = hazelcast;
        this.membership = membership;
        this.copies = settings.copies();
        if (!(hazelcast instanceof HazelcastInstanceProxy proxy)) {
            throw new IllegalStateException("this Hazelcast is not the one that Lux was built for");
        }
        this.partitions = proxy.getOriginal().node.getPartitionService();
        this.cluster = proxy.getOriginal().node.getClusterService();
        // The table stays unassigned until somebody asks.
        partitions.getPartition(0);
        checkAgainstPublicInterface();
    }

    private void checkAgainstPublicInterface() {
        for (var partition : hazelcast.getPartitionService().getPartitions()) {
            Member owner = partition.getOwner();
            PartitionReplica seen = replica(partition.getPartitionId(), 0);
            boolean differs = owner != null && seen != null && !owner.getUuid().equals(seen.uuid());
            // Others may join at this moment: what has changed between the two looks tells nothing.
            if (differs && owner.equals(partition.getOwner())) {
                throw new IllegalStateException("Hazelcast's partition table reads differently from inside");
            }
        }
    }

    /** Differs whenever a partition, or the membership, differs. */
    long tableStamp() {
        return partitions.getPartitionStateStamp() * 31 + cluster.getMemberListVersion();
    }

    @Nullable
    String ownerNode(int shard) {
        PartitionReplica owner = replica(shard, 0);
        return owner == null ? null : membership.now().node(owner.uuid());
    }

    private @Nullable PartitionReplica replica(int shard, int index) {
        return partitions.getPartition(shard, false).getReplica(index);
    }

    Stamp stamp(int shard) {
        InternalPartition partition = partitions.getPartition(shard, false);
        Membership.View members = membership.now();
        int version = partition.version();
        String[] holders = new String[copies + 1];
        boolean complete = true;
        for (int i = 0; i <= copies; i++) {
            PartitionReplica replica = partition.getReplica(i);
            String holder = replica == null ? null : members.slot(replica.uuid());
            holders[i] = holder == null ? "" : holder;
            complete &= holder != null;
        }
        return new Stamp(version, List.copyOf(Arrays.asList(holders)), partition.isLocal(), complete, members.quorum());
    }
}
