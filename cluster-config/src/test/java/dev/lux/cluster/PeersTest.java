package dev.lux.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PeersTest {
    private final List<String> asked = new ArrayList<>();
    private final Peers peers =
            new Peers(Cluster.of(3).joining("a:1", "10.0.0.9:2").dns("all.lan").settings(), this::resolve);

    private InetAddress[] resolve(String host) throws UnknownHostException {
        asked.add(host);
        return switch (host) {
            case "a" -> throw new UnknownHostException(host);
            case "all.lan" -> new InetAddress[] {InetAddress.getByName("10.0.0.1"), InetAddress.getByName("10.0.0.2")};
            default -> new InetAddress[] {InetAddress.getByName(host)};
        };
    }

    @Test
    void everyAddressOfEveryNameIsAPeerAndANameThatIsUnknownIsNone() {
        assertThat(peers.addresses())
                .containsExactlyElementsOf(MemberAddress.parseList("10.0.0.9:2,10.0.0.1:5701,10.0.0.2:5701"));
    }

    @Test
    void namesAreResolvedAtEachLook() {
        peers.addresses();
        peers.addresses();
        assertThat(asked).containsExactly("a", "10.0.0.9", "all.lan", "a", "10.0.0.9", "all.lan");
    }

    @Test
    void hazelcastIsGivenAddressesItDoesNotResolve() {
        assertThat(new PeersConfig(peers).getMembers())
                .containsExactlyInAnyOrder("10.0.0.9:2", "10.0.0.1:5701", "10.0.0.2:5701");
    }
}
