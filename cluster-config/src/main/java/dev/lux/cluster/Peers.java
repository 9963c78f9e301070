package dev.lux.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where other members may be: every address of every configured name, resolved again at each look, since the addresses
 * behind a name change as nodes come and go.
 *
 * <p>Resolving may block. Usable on any thread.
 */
final class Peers {
    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);

    private final ClusterSettings settings;
    private final Resolver resolver;
    private volatile Set<String> lastUnresolved = Set.of();

    /** Turns a name into addresses. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    Peers(ClusterSettings settings, Resolver resolver) {
        this.settings = settings;
        this.resolver = resolver;
    }

    /** @return addresses whose hosts are IP addresses, this node's own perhaps among them */
    Set<MemberAddress> addresses() {
        Set<MemberAddress> found = new LinkedHashSet<>();
        Set<String> unresolved = new TreeSet<>();
        settings.members().forEach(member -> resolve(member.host(), member.port(), found, unresolved));
        if (!settings.dns().isEmpty()) {
            resolve(settings.dns(), settings.port(), found, unresolved);
        }
        if (!unresolved.equals(lastUnresolved)) {
            lastUnresolved = unresolved;
            if (!unresolved.isEmpty()) {
                LOG.warn("names of members that do not resolve now, tried again with each attempt: {}", unresolved);
            }
        }
        return found;
    }

    private void resolve(String host, int port, Set<MemberAddress> found, Set<String> unresolved) {
        try {
            for (InetAddress address : resolver.resolve(host)) {
                found.add(new MemberAddress(address.getHostAddress(), port));
            }
        } catch (UnknownHostException e) {
            unresolved.add(host);
        }
    }
}
