package dev.lux.harness.fuzz;

import dev.lux.access.keys.ApiKey;
import dev.lux.access.keys.KeyFile;
import dev.lux.access.keys.RevokedElsewhere;
import dev.lux.cluster.MemberAddress;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Files, and what else is set: keys, key sets, settings, members. */
final class FileTargets {
    private static final int MAX_BYTES = 64 * 1024;
    private static final String KEYS =
            "{\"keys\":[\n{\"id\":\"abcdefghijkl\",\"name\":\"board\",\"sha256\":\"" + "0a".repeat(32)
                    + "\",\"scopes\":[\"read,write:incident-*\",\"list:*\"],\"created\":\"2026-06-17T22:18:00Z\","
                    + "\"expires\":\"2027-01-01T00:00:00.5Z\",\"revoked\":\"2026-07-01T00:00:00Z\"}],\"revocations\":"
                    + "[{\"jti\":\"3f0c\",\"before\":\"2026-06-17T22:18:00Z\"},{\"subject\":\"a\",\"before\":\"2026-06-17T22:18:00Z\"}]}";
    private static final String[] YAML = {
        "port: 8080\ncluster:\n  data-members: 3\n  members: [10.0.0.1:5701, 10.0.0.2:5701]\nmax:\n  document-bytes: 131072\n",
        "a: &x {b: c}\nd: *x\n",
        "'a': \"b\\u0041\"\nc: |\n  text\n",
        "{}",
        "# nothing\n"
    };
    private static final Hidden.Call CONFIG = Hidden.method("dev.lux.boot.ConfigFile", "read", Path.class);
    private static final Hidden.Call KNOWN = Hidden.methodOf("dev.lux.boot.ConfigFile", "refuseUnknown", Set.class);
    private static final Hidden.Call NEWS_READ = Hidden.method("dev.lux.access.keys.KeyNews", "parse", byte[].class);
    private static final Hidden.Call NEWS_WRITE = Hidden.methodOf("dev.lux.access.keys.KeyNews", "format");
    private static final Hidden.Call SET = Hidden.methodOf("dev.lux.access.jwt.KeyFiles", "set", byte[].class);
    private static final Hidden.Call FILE = Hidden.methodOf("dev.lux.access.jwt.KeyFiles", "read", Path.class);

    private FileTargets() {}

    static List<FuzzTarget> all(Vertx vertx) {
        Object reader = Hidden.maker("dev.lux.access.jwt.KeyFiles", Vertx.class).of(vertx);
        TestIssuer issuer = new TestIssuer();
        Path file = scratch();
        return List.of(
                FuzzTarget.of(
                                "keys-file",
                                FuzzTarget.Form.JSON,
                                MAX_BYTES,
                                IllegalArgumentException.class,
                                FileTargets::keys)
                        .seeded(KEYS, "{\"keys\":[]}")
                        .knowing(JsonTargets.WORDS)
                        .knowing(
                                "+1000000000-12-31T23:59:59.999999999Z",
                                "-1000000000-01-01T00:00:00Z",
                                "1969-12-31T23:59:59.9Z")
                        .knowing(
                                "2026-02-30T00:00:00Z",
                                "2026-06-17T24:00:00Z",
                                "2026-06-17T22:18:60Z",
                                "\"name\":\"\\u202e\"",
                                "\"scopes\":[],"),
                FuzzTarget.of(
                                "key-news",
                                FuzzTarget.Form.JSON,
                                MAX_BYTES,
                                IllegalArgumentException.class,
                                FileTargets::news)
                        .seeded("{\"revoked\":" + KEYS
                                + ",\"nodes\":[{\"address\":\"a:1\",\"version\":3,\"keys\":\"d\"},"
                                + "{\"address\":\"b:1\",\"version\":4,\"keys\":\"d\",\"until\":7}],\"lists\":[" + KEYS
                                + "]}")
                        .knowing(JsonTargets.WORDS)
                        .knowing("{\"keys\":[]}", "\"until\":9007199254740991", "\"version\":4503599627370497"),
                FuzzTarget.of(
                                "key-set",
                                FuzzTarget.Form.JSON,
                                MAX_BYTES,
                                IllegalArgumentException.class,
                                (input, product) -> product.call(() -> (List<?>) SET.of(reader, input))
                                                .size() + " keys")
                        .seeded(issuer.set())
                        .knowing(JsonTargets.WORDS)
                        .knowing(
                                "\"kty\":\"oct\",\"k\":\"" + "A".repeat(44) + "\"",
                                "\"AQAB\"",
                                "\"AA\"",
                                "\"d\":\"\",",
                                "\"crv\":\"P-256\",")
                        .knowing(
                                "\"use\":\"enc\",",
                                "\"key_ops\":[],",
                                "\"kid\":\"a\",",
                                "\"" + "_".repeat(43) + "\"",
                                "\"alg\":\"none\","),
                FuzzTarget.of(
                                "pem",
                                FuzzTarget.Form.TEXT,
                                MAX_BYTES,
                                IllegalArgumentException.class,
                                (input, product) -> {
                                    write(file, input);
                                    return product.call(() -> (List<?>) FILE.of(reader, file))
                                                    .size() + " keys";
                                })
                        .seeded(issuer.pem(), issuer.set())
                        .knowing(
                                "-----BEGIN PUBLIC KEY-----",
                                "-----END PUBLIC KEY-----",
                                "-----BEGIN RSA PRIVATE KEY-----",
                                "=",
                                "\r\n",
                                "{"),
                FuzzTarget.of(
                                "settings",
                                FuzzTarget.Form.TEXT,
                                16 * 1024,
                                IllegalArgumentException.class,
                                (input, product) -> {
                                    write(file, input);
                                    Object config = product.call(() -> CONFIG.of(file));
                                    product.call(() -> KNOWN.of(config, Set.of("LUX_PORT", "LUX_CLUSTER_MEMBERS")));
                                    return "settings";
                                })
                        .seeded(YAML)
                        .knowing(
                                "&a ",
                                "*a",
                                "!!python/object:x ",
                                "!!int ",
                                "!!float x",
                                "!!timestamp 2",
                                "!!binary ",
                                "!!set {}",
                                "!!omap [a: b]")
                        .knowing(
                                "---\n",
                                "...\n",
                                "? ",
                                ": ",
                                "- ",
                                "[",
                                "]",
                                "{",
                                "}",
                                "|\n",
                                ">\n",
                                "\t",
                                "%YAML 9.9\n",
                                "<<: ",
                                "!<x> ",
                                "\"\\x\"")
                        .knowing(
                                "[[[[[[[[[[[[",
                                "{a: {b: {c: d}}}",
                                "!!java.net.URL [\"x\"]",
                                "!!merge ",
                                "!!null ",
                                "!!bool ",
                                "!!pairs "),
                FuzzTarget.of(
                                "members-list",
                                FuzzTarget.Form.TEXT,
                                4_096,
                                IllegalArgumentException.class,
                                FileTargets::members)
                        .seeded("10.0.0.1:5701,[::1]:5702", "a:1", "")
                        .knowing(",", ":", "[", "]", "0", "64535", "64536", "99999"));
    }

    private static Path scratch() {
        try {
            Path file = Files.createTempFile("lux-fuzz", ".input");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] input) throws IOException {
        Files.write(file, input);
    }

    private static String keys(byte[] input, Product product) throws Exception {
        KeyFile file = product.call(() -> KeyFile.parse(input));
        byte[] text = product.sure(file::format);
        Broken.unless(product.sure(() -> KeyFile.parse(text)).equals(file), "a file of keys is read otherwise again");
        Broken.unless(
                product.sure(() -> new RevokedElsewhere().add(file)) || !isRevoking(file),
                "what is revoked is not taken");
        for (ApiKey key : file.keys()) {
            judge(key, product);
        }
        return file.keys().size() + " keys, " + file.revocations().size() + " revocations";
    }

    private static String news(byte[] input, Product product) throws Exception {
        Object news = product.call(() -> NEWS_READ.of((Object) input));
        byte[] text = (byte[]) product.sure(() -> NEWS_WRITE.of(news));
        Broken.unless(
                product.sure(() -> NEWS_READ.of((Object) text)).equals(news), "news of keys are read otherwise again");
        return "news of " + Integer.highestOneBit(text.length);
    }

    private static boolean isRevoking(KeyFile file) {
        return !file.revocations().isEmpty() || file.keys().stream().anyMatch(key -> key.revoked() != null);
    }

    /** A key that expires later is one now, one that has expired is none. */
    private static void judge(ApiKey key, Product product) throws Exception {
        long now = 1_795_223_278_000_000L;
        Instant expires = key.expires();
        boolean over = expires != null && !expires.isAfter(Instant.ofEpochSecond(now / 1_000_000));
        dev.lux.access.Principal principal = (dev.lux.access.Principal) product.sure(
                () -> Hidden.methodOf("dev.lux.access.keys.ApiKey", "principal").of(key));
        Broken.unless(principal.isExpired(now) == over, "a key ends at another time than it says");
    }

    private static String members(byte[] input, Product product) throws Exception {
        String text = FuzzTarget.text(input);
        List<MemberAddress> members = product.call(() -> MemberAddress.parseList(text));
        String written =
                String.join(",", members.stream().map(MemberAddress::toString).toList());
        Broken.unless(
                product.sure(() -> MemberAddress.parseList(written)).equals(members),
                "members are read otherwise again");
        return members.size() + " members";
    }
}
