package dev.lux.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionFunction;
import java.util.Collection;

/**
 * Whether enough data members are there; edges do not count.
 *
 * @param quorum Q
 */
record DataMembersQuorum(int quorum) implements SplitBrainProtectionFunction {
    @Override
    public boolean apply(Collection<Member> members) {
        return members.stream().filter(member -> !member.isLiteMember()).count() >= quorum;
    }
}
