package dev.lux.harness.hostile;

import static dev.lux.harness.hostile.Target.pick;

import dev.lux.harness.client.HttpBytes;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** Whole, well-formed requests that ask for something wrong: ids, routes, pages, content types, credentials. */
final class RequestKinds {
    private static final Set<String> INVALID_REQUEST = Set.of("400 invalid_request");
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private RequestKinds() {}

    static List<Kind> kinds(Target target) {
        return List.of(
                request("a bad id", Set.of("400 invalid_id"), random -> target.put(badId(random), "{\"data\":1}")),
                request(
                        "a broken escape in an id",
                        Set.of("400 invalid_id"),
                        random -> target.get(
                                "/api/lux/a" + pick(random, List.of("%", "%zz", "%4", "%u0041", "%%", "%-1")))),
                request(
                        "a bad pattern",
                        Set.of("400 invalid_pattern"),
                        random -> target.get("/api/lux?match="
                                + pick(
                                        random,
                                        List.of(
                                                "a*b",
                                                "**",
                                                "-*",
                                                "%00*",
                                                "a%20*",
                                                "*a",
                                                "a".repeat(129) + "*",
                                                "..%2f*")))),
                request(
                        "a bad page",
                        INVALID_REQUEST,
                        random -> target.get("/api/lux?match=*&"
                                + pick(
                                        random,
                                        List.of(
                                                "limit=0",
                                                "limit=-1",
                                                "limit=1001",
                                                "limit=x",
                                                "limit=1e9",
                                                "limit=99999999999999999999")))),
                request(
                        "a bad wait",
                        INVALID_REQUEST,
                        random -> target.get("/api/lux/" + Target.control(random) + "?wait="
                                + pick(random, List.of("51s", "-1s", "x", "1h", "99999999999999s", "NaNs", "%00")))),
                request(
                        "an absent document",
                        Set.of("404 not_found"),
                        random -> target.get("/api/lux/absent-" + random.nextInt())),
                request(
                        "a route that is not there",
                        Set.of("404 no_such_route"),
                        random -> target.get(pick(
                                random,
                                List.of("/api/lux/a/b", "/api/lux2", "/admin", "/api", "/.git/config", "/actuator")))),
                request(
                        "a method that is not there",
                        Set.of("405 method_not_allowed"),
                        random -> HttpBytes.request(
                                target.key(),
                                pick(random, List.of("POST", "P0T", "PROPFIND", "TRACE", "LOCK")),
                                "/api/lux/" + Target.control(random),
                                new byte[0])),
                request(
                        "no credential or a wrong one",
                        Set.of("401 unauthorized"),
                        random -> HttpBytes.json(
                                pick(
                                        random,
                                        List.of(
                                                "",
                                                "wrong",
                                                target.key() + "x",
                                                "null",
                                                "eyJhbGciOiJub25lIn0.e30.",
                                                "k".repeat(2_000))),
                                "PUT",
                                "/api/lux/" + Target.control(random),
                                "{\"data\":\"stolen\"}")),
                request(
                        "another authentication scheme",
                        Set.of("401 unauthorized"),
                        random -> HttpBytes.request(
                                "",
                                "DELETE",
                                "/api/lux/" + Target.control(random),
                                new byte[0],
                                "Authorization",
                                pick(
                                        random,
                                        List.of(
                                                "Basic " + target.key(),
                                                target.key(),
                                                "Bearer",
                                                "Bearer  ",
                                                "Bearer\t",
                                                "bearer-" + target.key())))),
                request(
                        "a wrong content type",
                        Set.of("415 unsupported_media_type"),
                        random -> HttpBytes.request(
                                target.key(),
                                "PUT",
                                "/api/lux/" + Target.control(random),
                                HttpBytes.utf8("{\"data\":1}"),
                                "Content-Type",
                                pick(
                                        random,
                                        List.of(
                                                "text/plain",
                                                "application/json; charset=utf-7",
                                                MERGE_PATCH,
                                                "application/xml",
                                                "x",
                                                "application/json-seq")))),
                request(
                        "a compressed body",
                        Set.of("415 unsupported_media_type"),
                        random -> target.put(
                                Target.control(random),
                                "{\"data\":1}",
                                "Content-Encoding",
                                pick(random, List.of("gzip", "br", "deflate", "zstd", "x")))),
                request(
                        "an event stream of a bad pattern",
                        Set.of("400 invalid_pattern"),
                        random -> HttpBytes.request(
                                target.key(),
                                "GET",
                                "/api/lux/stream?match=" + pick(random, List.of("**", "-", "%00", "a*b")),
                                new byte[0],
                                "Accept",
                                "text/event-stream")));
    }

    private static Kind request(String name, Set<String> expected, Kind.Bytes bytes) {
        return new Kind.Request(name, expected, bytes);
    }

    private static String badId(Random random) {
        Function<String, String> escaped = text -> {
            StringBuilder out = new StringBuilder();
            for (byte b : HttpBytes.utf8(text)) {
                out.append(String.format("%%%02x", b));
            }
            return out.toString();
        };
        return switch (random.nextInt(4)) {
            case 0 ->
                pick(
                        random,
                        List.of(
                                ".",
                                "..",
                                "-a",
                                "~a",
                                "_",
                                "a%2Fb",
                                "a%252e",
                                "a%00",
                                "a%0d%0aX:y",
                                "%c0%af",
                                "%ff",
                                "a;x=1"));
            case 1 -> "i".repeat(129 + random.nextInt(2_000));
            case 2 ->
                escaped.apply(
                        pick(random, List.of("\u202e", "a\u200b", "e\u0301", "\ud83d\ude00", "a b", "a\n", "\u0000")));
            default ->
                "a" + pick(random, List.of("@", "*", "$", "=", "&", ",", "!", "(", "'", "+", "%20", "%22", "%3C"))
                        + random.nextInt();
        };
    }
}
