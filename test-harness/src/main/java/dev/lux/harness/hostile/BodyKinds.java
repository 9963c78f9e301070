package dev.lux.harness.hostile;

import static dev.lux.harness.hostile.Target.pick;

import dev.lux.harness.client.HttpBytes;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** Bodies: broken JSON, JSON that others would accept, and values at the edges. */
final class BodyKinds {
    private static final Set<String> INVALID_JSON = Set.of("400 invalid_json");
    private static final Set<String> ACCEPTED = Set.of("200 ", "201 ");
    private static final String DOCUMENT = "{\"data\":{\"a\":[1,2.5,\"text\"],\"b\":{\"c\":true,\"d\":null}}}";

    private BodyKinds() {}

    static List<Kind> kinds(Target target) {
        return List.of(
                put(
                        target,
                        "a truncated body",
                        INVALID_JSON,
                        random -> DOCUMENT.substring(0, random.nextInt(DOCUMENT.length()))),
                put(
                        target,
                        "two values",
                        INVALID_JSON,
                        random -> DOCUMENT + pick(random, List.of("1", DOCUMENT, "}", "]", "\"\"", ","))),
                put(
                        target,
                        "commas, quotes and comments",
                        INVALID_JSON,
                        random -> pick(
                                random,
                                List.of(
                                        "{\"data\":1,}",
                                        "{\"data\":[1,]}",
                                        "{'data':1}",
                                        "{data:1}",
                                        "{\"data\":1/**/}",
                                        "//\n{\"data\":1}",
                                        "{\"data\":[,1]}",
                                        "{\"data\" 1}",
                                        "{\"data\":1;}",
                                        "{\"data\":(1)}"))),
                put(
                        target,
                        "numbers of other languages",
                        INVALID_JSON,
                        random -> data(pick(
                                random,
                                List.of(
                                        "NaN",
                                        "Infinity",
                                        "-Infinity",
                                        "01",
                                        "-01",
                                        "+1",
                                        ".5",
                                        "1.",
                                        "0x1F",
                                        "1e",
                                        "1e+",
                                        "--1",
                                        "1_000",
                                        "1.e3")))),
                put(
                        target,
                        "a body that is not an object",
                        Set.of("400 invalid_request"),
                        random -> pick(random, List.of("null", "7", "\"text\"", "true", "[]", "[{\"data\":1}]", "-0"))),
                put(
                        target,
                        "an unknown key",
                        Set.of("400 unknown_key"),
                        random -> "{\"data\":1,\""
                                + pick(
                                        random,
                                        List.of(
                                                "session",
                                                "Ttl",
                                                "heartbeat",
                                                "Data",
                                                "__proto__",
                                                "version",
                                                "meta",
                                                "x" + random.nextInt()))
                                + "\":1}"),
                put(
                        target,
                        "a time that is none",
                        Set.of("400 invalid_request"),
                        random -> "{\"data\":1,\""
                                + pick(random, List.of("ttl", "lease", "onExpire", "holder"))
                                + "\":"
                                + pick(
                                        random,
                                        List.of(
                                                "1",
                                                "\"\"",
                                                "\"-1s\"",
                                                "\"1 s\"",
                                                "\"1e9s\"",
                                                "\"999999999999999999d\"",
                                                "\"\\u0000\"",
                                                "[\"15s\"]",
                                                "true"))
                                + "}"),
                put(
                        target,
                        "a duplicate key",
                        Set.of("400 duplicate_key"),
                        random -> pick(
                                random,
                                List.of(
                                        "{\"data\":1,\"data\":2}",
                                        "{\"data\":{\"a\":1,\"a\":2}}",
                                        "{\"data\":{\"a\":1,\"\\u0061\":2}}",
                                        "{\"data\":[{\"x\":{\"\":1,\"\":1}}]}"))),
                put(target, "too deep", Set.of("400 json_too_deep"), random -> {
                    int depth = 65 + random.nextInt(10_000);
                    return random.nextBoolean()
                            ? data("[".repeat(depth) + "]".repeat(depth))
                            : data("{\"a\":".repeat(depth) + "1" + "}".repeat(depth));
                }),
                put(
                        target,
                        "a number that is too long",
                        Set.of("400 number_too_long"),
                        random -> data(pick(
                                random,
                                List.of(
                                        "9".repeat(257 + random.nextInt(5_000)),
                                        "0." + "3".repeat(256 + random.nextInt(999)),
                                        "1e" + "9".repeat(300),
                                        "1e10000",
                                        "-1e-999999999")))),
                put(target, "a null document", Set.of("422 null_document"), random -> data(" null ")),
                put(
                        target,
                        "lone surrogates and bad escapes",
                        INVALID_JSON,
                        random -> data(pick(
                                random,
                                List.of(
                                        "\"\\ud800\"",
                                        "\"\\udc00\"",
                                        "\"\\udc00\\ud800\"",
                                        "\"\\ud800x\"",
                                        "\"\\x\"",
                                        "\"\\u12\"",
                                        "\"\\",
                                        "{\"\\ud800\":1}")))),
                put(
                        target,
                        "raw control characters",
                        INVALID_JSON,
                        random -> data("\"a" + (char) random.nextInt(32) + "\"")),
                bytes(
                        target,
                        "bytes that are not UTF-8",
                        random -> HttpBytes.join(
                                HttpBytes.utf8("{\"data\":\"x"),
                                HexFormat.of()
                                        .parseHex(pick(
                                                random,
                                                List.of(
                                                                "ff",
                                                                "c0af",
                                                                "eda080",
                                                                "f4908080",
                                                                "c3",
                                                                "80",
                                                                "e28",
                                                                "f0808080")
                                                        .stream()
                                                        .filter(hex -> hex.length() % 2 == 0)
                                                        .toList())),
                                HttpBytes.utf8("\"}"))),
                bytes(target, "a byte order mark, UTF-16 and UTF-32", random -> switch (random.nextInt(3)) {
                    case 0 -> HttpBytes.join(HexFormat.of().parseHex("efbbbf"), HttpBytes.utf8(DOCUMENT));
                    case 1 ->
                        DOCUMENT.getBytes(
                                random.nextBoolean()
                                        ? java.nio.charset.StandardCharsets.UTF_16LE
                                        : java.nio.charset.StandardCharsets.UTF_16BE);
                    default -> DOCUMENT.getBytes(java.nio.charset.Charset.forName("UTF-32"));
                }),
                bytes(target, "random bytes", random -> {
                    byte[] noise = new byte[1 + random.nextInt(300)];
                    random.nextBytes(noise);
                    noise[0] = (byte) 0x80;
                    return noise;
                }),
                put(
                        target,
                        "a document that is too large",
                        Set.of("413 document_too_large"),
                        random -> data("\"" + "x".repeat(65_535 + random.nextInt(4_000)) + "\"")),
                new Kind.Request(
                        "accepted: numbers beyond every machine",
                        ACCEPTED,
                        random -> target.put(
                                Target.sink(random),
                                data(pick(
                                        random,
                                        List.of(
                                                "1e400",
                                                "1e9999",
                                                "-1e-9999",
                                                "9".repeat(256),
                                                "-0",
                                                "0.1000000000000000000001"))))),
                new Kind.Request(
                        "accepted: keys that collide when hashed",
                        ACCEPTED,
                        random -> target.put(Target.sink(random), data(collidingKeys(random)))),
                new Kind.Request(
                        "accepted: names of prototypes",
                        ACCEPTED,
                        random -> target.put(
                                Target.sink(random),
                                data("{\"__proto__\":{\"admin\":true},\"constructor\":1,\"\\u0000\":\"\\u2028\"}"))));
    }

    private static Kind put(Target target, String name, Set<String> expected, Function<Random, String> body) {
        return new Kind.Request(name, expected, random -> target.put(Target.control(random), body.apply(random)));
    }

    private static Kind bytes(Target target, String name, Function<Random, byte[]> body) {
        return new Kind.Request(name, INVALID_JSON, random -> target.put(Target.control(random), body.apply(random)));
    }

    private static String data(String json) {
        return "{\"data\":" + json + "}";
    }

    /** "Aa" and "BB" have one hash code in Java, so 2^10 keys do. */
    private static String collidingKeys(Random random) {
        StringBuilder object = new StringBuilder("{");
        int keys = 1 + random.nextInt(1_024);
        for (int i = 0; i < keys; i++) {
            object.append(i == 0 ? "\"" : ",\"");
            for (int bit = 0; bit < 10; bit++) {
                object.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            object.append("\":1");
        }
        return object.append('}').toString();
    }
}
