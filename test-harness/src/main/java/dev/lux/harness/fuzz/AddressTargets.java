package dev.lux.harness.fuzz;

import dev.lux.access.Origins;
import dev.lux.rates.TrustedProxies;
import java.util.Arrays;
import java.util.List;

/** Who a request is from: trusted proxies, forwarded addresses, origins. */
final class AddressTargets {
    private static final int MAX_BYTES = 8 * 1024;
    private static final String PEER = "10.0.0.1";
    private static final TrustedProxies PROXIES = TrustedProxies.parse("10.0.0.0/8,fd00::/8,::ffff:192.0.2.1");
    private static final Hidden.Call ADDRESS = Hidden.method("dev.lux.rates.Addresses", "parse", String.class);
    private static final Hidden.Call NETWORK = Hidden.method("dev.lux.rates.Addresses", "network", String.class);
    private static final Hidden.Call ALLOWS =
            Hidden.methodOf("dev.lux.access.Origins", "allows", String.class, String.class);
    private static final String[] WORDS = {
        "::",
        "::1",
        "[::1]",
        "10.1.2.3",
        "127.0.0.1",
        "::ffff:10.0.0.1",
        "fd00::1",
        "/8",
        "/129",
        "/0",
        ",",
        "%eth0",
        "0x7f",
        "010.0.0.1",
        "256.1.1.1",
        "1.1.1",
        "localhost",
        "unknown",
        "_hidden",
        ":80",
        "for="
    };

    private AddressTargets() {}

    static List<FuzzTarget> all() {
        return List.of(
                text("proxies", AddressTargets::proxies)
                        .seeded("10.0.0.0/8", "10.0.0.1, fd00::/8", "", "::ffff:10.0.0.0/8", "[::1]/128"),
                text("forwarded", AddressTargets::forwarded)
                        .seeded("203.0.113.7", "1.2.3.4, 203.0.113.7, 10.0.0.9", "[2001:db8::1]", "unknown, 10.0.0.2"),
                text("origins", AddressTargets::origins)
                        .seeded("https://ops.example.com, http://a:8080", "*", "", "null", "http://[::1]:80")
                        .knowing("http://", "https://", "null", "*", "localhost", ":8080", "@"));
    }

    private static FuzzTarget text(String name, FuzzTarget.Attack attack) {
        return FuzzTarget.of(name, FuzzTarget.Form.TEXT, MAX_BYTES, IllegalArgumentException.class, attack)
                .knowing(WORDS);
    }

    private static String proxies(byte[] input, Product product) throws Exception {
        String text = FuzzTarget.text(input);
        TrustedProxies proxies = product.call(() -> TrustedProxies.parse(text));
        boolean all = text.matches("(?s).*/0+\\b.*");
        Broken.unless(all || text.isBlank() || !proxies.isTrusted("nobody"), "what is no address is trusted");
        for (String one : text.isBlank() ? new String[0] : text.split(",", -1)) {
            String address = one.strip().split("/", 2)[0];
            Broken.unless(product.sure(() -> proxies.isTrusted(address)), "an address that is named is not trusted");
        }
        return text.split(",", -1).length + " " + proxies.isTrusted("203.0.113.7");
    }

    private static String forwarded(byte[] input, Product product) throws Exception {
        String header = FuzzTarget.latin1(input);
        String client = product.sure(() -> PROXIES.client(PEER, () -> header));
        Broken.unless(
                product.sure(() -> PROXIES.client("203.0.113.9", () -> header)).equals("203.0.113.9"),
                "somebody else is believed");
        List<String> hops =
                Arrays.stream(header.split(",", -1)).map(String::strip).toList();
        Broken.unless(client.equals(PEER) || hops.contains(client), "a client that nobody named");
        if (!client.equals(PEER)) {
            Broken.unless(product.sure(() -> ADDRESS.of(client)) != Hidden.NOTHING, "a client that is no address");
            List<String> after = hops.subList(hops.lastIndexOf(client) + 1, hops.size());
            Broken.unless(after.stream().allMatch(PROXIES::isTrusted), "a client that a stranger named");
        }
        String network = (String) product.sure(() -> NETWORK.of(client));
        Broken.unless(network.equals(client) || network.length() == 16, "a network that is none");
        return hops.indexOf(client) + " of " + hops.size();
    }

    private static String origins(byte[] input, Product product) throws Exception {
        String text = FuzzTarget.text(input);
        Origins origins = product.call(() -> Origins.parse(text, false));
        List<String> named =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        Broken.unless(origins.any() == text.strip().equals("*"), "everybody may, or not");
        Broken.unless(
                (Boolean) product.sure(() -> ALLOWS.of(origins, "https://evil.example", "broker.example"))
                        == (origins.any() || named.contains("https://evil.example")),
                "a page of others may");
        for (String origin : origins.listed()) {
            Broken.unless((Boolean) ALLOWS.of(origins, origin, null), "an origin that is listed may not");
            Broken.unless(named.contains(origin), "an origin that nobody listed");
        }
        return origins.listed().size() + " " + origins.any();
    }
}
