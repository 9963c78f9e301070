package dev.lux.cluster;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a member listens for other members.
 *
 * @param host a name or an address; an IPv6 address without its brackets
 * @param port 1 to {@link #HIGHEST_PORT}
 */
public record MemberAddress(String host, int port) {
    /** The probe of a node listens this far above its member port. */
    public static final int PROBE_PORT_OFFSET = 1_000;

    public static final int HIGHEST_PORT = 65_535 - PROBE_PORT_OFFSET;

    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([A-Za-z0-9._-]+)):([0-9]{1,5})");

    public MemberAddress {
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("a member's port is 1 to " + HIGHEST_PORT + ", not " + port);
        }
    }

    /** @throws IllegalArgumentException of a member that nobody can join, which may listen at any port */
    static MemberAddress of(Member member) {
        Address address = member.getAddress();
        return new MemberAddress(address.getHost(), address.getPort());
    }

    /**
     * @param list {@code host:port} separated by commas, an IPv6 address in brackets; may be empty
     * @throws IllegalArgumentException with what is wrong
     */
    public static List<MemberAddress> parseList(String list) {
        List<MemberAddress> addresses = new ArrayList<>();
        for (String part : list.isBlank() ? new String[0] : list.split(",", -1)) {
            Matcher matcher = FORM.matcher(part.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "members are host:port, separated by commas, not \"" + part.strip() + "\"");
            }
            String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            addresses.add(new MemberAddress(host, Integer.parseInt(matcher.group(3))));
        }
        return List.copyOf(addresses);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
