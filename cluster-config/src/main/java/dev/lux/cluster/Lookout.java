package dev.lux.cluster;

import dev.lux.cluster.Watchdog.Sight;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for nodes beyond this node's own cluster, through their probes, wherever they were configured or seen. Blocks;
 * belongs to one thread.
 */
final class Lookout {
    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
    private static final int MOST_ADDRESSES = 64;

    private final ClusterSettings settings;
    private final String node;
    private final Peers peers;
    private final ProbeClient probes;
    /** Where members were seen, newest last. */
    private final Set<MemberAddress> seen = new LinkedHashSet<>();

    private String lastMismatch = "";

    Lookout(ClusterSettings settings, String node, Peers peers) {
        this.settings = settings;
        this.node = node;
        this.peers = peers;
        this.probes = new ProbeClient();
    }

    /** Every other node that answers, those that only answers speak of too. */
    List<ProbeAnswer> others() throws InterruptedException {
        Set<MemberAddress> addresses = new LinkedHashSet<>(peers.addresses());
        addresses.addAll(seen);
        List<ProbeAnswer> answers = new ArrayList<>(probes.ask(addresses));
        Set<MemberAddress> heardOf = new LinkedHashSet<>();
        answers.forEach(answer -> answer.members().forEach(member -> heardOf.add(member.address())));
        heardOf.removeAll(addresses);
        answers.addAll(probes.ask(heardOf));
        answers.removeIf(answer -> answer.node().equals(node));
        return answers;
    }

    Sight look(Membership.View view) throws InterruptedException {
        view.members().forEach(member -> remember(member.address()));
        boolean edgeAlone = settings.role() == Role.EDGE && view.dataMembers() == 0;
        if (view.quorum()) {
            return Sight.OF_QUORUM;
        }
        List<ProbeAnswer> others = others();
        mismatch(others);
        return new Sight(false, edgeAlone, goOnWithoutUs(others));
    }

    private void remember(MemberAddress address) {
        seen.remove(address);
        seen.add(address);
        if (seen.size() > MOST_ADDRESSES) {
            seen.remove(seen.iterator().next());
        }
    }

    private boolean goOnWithoutUs(List<ProbeAnswer> others) {
        Set<String> nodes = new HashSet<>();
        for (ProbeAnswer other : others) {
            if (other.isOfCluster(settings) && other.role() == Role.DATA && other.quorum() && !other.lists(node)) {
                nodes.add(other.node());
            }
        }
        return nodes.size() >= settings.quorum();
    }

    private void mismatch(List<ProbeAnswer> others) {
        String mismatch = mismatch(settings, others);
        if (!mismatch.isEmpty() && !mismatch.equals(lastMismatch)) {
            LOG.error("{}", mismatch);
        }
        lastMismatch = mismatch;
    }

    /** @return what to say of nodes of this cluster that have another N, or nothing when there are none */
    static String mismatch(ClusterSettings settings, List<ProbeAnswer> others) {
        for (ProbeAnswer other : others) {
            if (other.name().equals(settings.name()) && other.dataMembers() != settings.dataMembers()) {
                return "LUX_CLUSTER_DATA_MEMBERS is " + settings.dataMembers() + " here and " + other.dataMembers()
                        + " on another node of the cluster " + settings.name() + " (" + where(other)
                        + "); it must be the same everywhere, and changing it needs a full stop";
            }
        }
        return "";
    }

    private static String where(ProbeAnswer answer) {
        return answer.members().stream()
                .filter(member -> member.node().equals(answer.node()))
                .map(member -> member.address().toString())
                .findFirst()
                .orElse(answer.node());
    }
}
