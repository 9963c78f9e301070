package dev.lux.rates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private static final TrustedProxies PROXIES = TrustedProxies.parse("10.0.0.0/8, 192.0.2.7 ,2001:db8::/33");

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, true",
        "10.255.255.255, true",
        "11.0.0.0, false",
        "192.0.2.7, true",
        "192.0.2.6, false",
        "2001:db8:7fff::1, true",
        "2001:db8:8000::1, false",
        "::ffff:10.1.2.3, true",
        "proxy.example.com, false",
        "'', false"
    })
    void trustsWhatIsListed(String peer, boolean trusted) {
        assertThat(PROXIES.isTrusted(peer)).isEqualTo(trusted);
    }

    @Test
    void nobodyIsTrustedByDefault() {
        assertThat(TrustedProxies.parse(" ").isTrusted("127.0.0.1")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Of whom is not trusted, nothing is believed.
                "203.0.113.9 | 198.51.100.1               | 203.0.113.9",
                "10.0.0.1    | 198.51.100.1               | 198.51.100.1",
                // What the client itself has put before it.
                "10.0.0.1    | 1.2.3.4, 198.51.100.1      | 198.51.100.1",
                "10.0.0.1    | 198.51.100.1, 10.0.0.2     | 198.51.100.1",
                "10.0.0.1    | 10.0.0.3,10.0.0.2          | 10.0.0.3",
                "10.0.0.1    | 198.51.100.1, unknown      | 10.0.0.1",
                "10.0.0.1    | ''                         | 10.0.0.1",
                "10.0.0.1    | [2001:db8:8000::1]         | [2001:db8:8000::1]",
            })
    void theClientIsTheLastThatNoProxyIs(String peer, String header, String client) {
        assertThat(PROXIES.client(peer, () -> header)).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"proxy.example.com", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.1,,10.0.0.2", "::1/129"})
    void whatIsNoAddressIsRefused(String list) {
        assertThatThrownBy(() -> TrustedProxies.parse(list)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002",
        "2001:db8:1:2::9, 20010db800010002",
        "somewhere, somewhere"
    })
    void anIpv6AddressCountsAsItsNetwork(String address, String network) {
        assertThat(Addresses.network(address)).isEqualTo(network);
    }
}
