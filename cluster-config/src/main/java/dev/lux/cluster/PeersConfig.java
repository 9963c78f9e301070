package dev.lux.cluster;

import com.hazelcast.config.TcpIpConfig;
import java.util.List;

/**
 * The list of members that Hazelcast asks for at each attempt to join or to merge, resolved at that moment. Hazelcast
 * would resolve names itself, but then drops every address that is not on an interface of this node.
 */
final class PeersConfig extends TcpIpConfig {
    private final Peers peers;

    PeersConfig(Peers peers) {
        this.peers = peers;
        setEnabled(true);
    }

    @Override
    public List<String> getMembers() {
        return peers.addresses().stream().map(MemberAddress::toString).toList();
    }
}
