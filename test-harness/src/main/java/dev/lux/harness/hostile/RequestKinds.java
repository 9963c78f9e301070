package dev.lux.harness.hostile;

import static dev.lux.harness.hostile.Target.pick;

import dev.lux.harness.client.HttpBytes;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** Whole, well-formed requests that ask for something wrong: ids, routes, conditions, patches, credentials. */
final class RequestKinds {
    private static final Set<String> INVALID_REQUEST = Set.of("400 invalid_request");
    private static final String JSON_PATCH = "application/json-patch+json";
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private RequestKinds() {}

    static List<Kind> kinds(Target target) {
        return List.of(
                request("a bad id", Set.of("400 invalid_id"), random -> target.put(badId(random), "{\"data\":1}")),
                request(
                        "a broken escape in an id",
                        Set.of("400 invalid_id", "400 invalid_request"),
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
                        "a condition that is malformed",
                        INVALID_REQUEST,
                        random -> target.put(
                                Target.control(random),
                                "{\"data\":1,\"ifVersion\":"
                                        + pick(
                                                random,
                                                List.of(
                                                        "-1",
                                                        "1.5",
                                                        "\"1\"",
                                                        "null",
                                                        "[]",
                                                        "1e3000",
                                                        "9007199254740992"))
                                        + "}")),
                request(
                        "a condition that does not hold",
                        Set.of("412 version_conflict"),
                        random -> target.put(
                                Target.control(random), "{\"data\":1,\"ifVersion\":" + random.nextInt(1_000) + "}")),
                request(
                        "a header condition that does not hold",
                        Set.of("412 version_conflict"),
                        random -> target.put(
                                Target.control(random),
                                "{\"data\":1}",
                                random.nextBoolean()
                                        ? new String[] {"If-None-Match", "*"}
                                        : new String[] {"If-Match", "\"" + random.nextInt(1_000) + "\""})),
                request(
                        "a guard that is malformed",
                        INVALID_REQUEST,
                        random -> target.put(
                                Target.control(random),
                                "{\"data\":1,\"guard\":"
                                        + pick(
                                                random,
                                                List.of(
                                                        "[]",
                                                        "1",
                                                        "{\"a\":[1]}",
                                                        "{\"/a\":1}",
                                                        "{\"/a~\":[1]}",
                                                        "{\"/a\":[]}",
                                                        "null"))
                                        + "}")),
                request(
                        "a guard that does not hold",
                        Set.of("412 guard_failed"),
                        random -> target.put(
                                Target.control(random),
                                "{\"data\":1,\"guard\":{\"/control\":["
                                        + pick(random, List.of("null", "\"x\"", "{}", "1e999", "[[]]")) + "]}}")),
                request(
                        "a bad idempotency key",
                        INVALID_REQUEST,
                        random -> target.put(
                                Target.control(random),
                                "{\"data\":1}",
                                "Idempotency-Key",
                                pick(random, List.of("", "k".repeat(129), "\u00e9\u00ff", "a\tb")))),
                request(
                        "a patch that is malformed",
                        Set.of("422 invalid_patch"),
                        random -> target.patch(
                                Target.control(random),
                                JSON_PATCH,
                                pick(
                                        random,
                                        List.of(
                                                "{}",
                                                "7",
                                                "[1]",
                                                "[{\"op\":\"x\",\"path\":\"\"}]",
                                                "[{\"op\":\"add\",\"path\":\"/a\"}]",
                                                "[{\"op\":\"add\",\"path\":\"a\",\"value\":1}]",
                                                "[{\"op\":\"move\",\"path\":\"/a\",\"from\":1}]",
                                                "[{\"path\":\"/a\"}]")))),
                request(
                        "a merge patch that is not an object",
                        Set.of("422 invalid_patch"),
                        random -> target.patch(
                                Target.control(random),
                                MERGE_PATCH,
                                pick(random, List.of("null", "[]", "1", "\"x\"")))),
                request(
                        "a patch that does not apply",
                        Set.of("422 patch_failed", "412 test_failed", "422 null_document"),
                        random -> target.patch(
                                Target.control(random),
                                JSON_PATCH,
                                "[{\"op\":\"add\",\"path\":\"/stolen\",\"value\":1},"
                                        + pick(
                                                random,
                                                List.of(
                                                        "{\"op\":\"remove\",\"path\":\"/nope\"}",
                                                        "{\"op\":\"test\",\"path\":\"/control\",\"value\":-1}",
                                                        "{\"op\":\"replace\",\"path\":\"\",\"value\":null}",
                                                        "{\"op\":\"move\",\"from\":\"/control\",\"path\":\"/control/x\"}",
                                                        "{\"op\":\"add\",\"path\":\"/list/99999999999999999999\",\"value\":1}"))
                                        + "]")),
                request(
                        "a patch that doubles what it copies",
                        Set.of("413 document_too_large", "400 json_too_deep"),
                        random -> target.patch(Target.control(random), JSON_PATCH, doubling())),
                request(
                        "several writes that are malformed",
                        Set.of("400 invalid_request", "400 unknown_key", "400 invalid_json"),
                        random -> batch(
                                target,
                                pick(
                                        random,
                                        List.of(
                                                "{}",
                                                "{\"writes\":1}",
                                                "{\"writes\":[],\"x\":1}",
                                                "[]",
                                                "{\"writes\":null}",
                                                "{\"writes\":[")))),
                request(
                        "too many writes",
                        Set.of("413 too_many_writes"),
                        random -> batch(
                                target,
                                "{\"writes\":["
                                        + "{\"type\":\"delete\",\"id\":\"x\"},".repeat(256 + random.nextInt(500))
                                        + "{\"type\":\"delete\",\"id\":\"x\"}]}")),
                request(
                        "several writes that all fail",
                        Set.of("200 "),
                        random -> batch(
                                target,
                                "{\"writes\":[{\"type\":\"put\",\"id\":\"../x\",\"data\":1},{\"type\":\"put\",\"id\":\""
                                        + Target.control(random)
                                        + "\",\"data\":1,\"ifVersion\":0},{\"type\":\"put\",\"id\":\""
                                        + Target.control(random) + "\",\"data\":null}]}")),
                request(
                        "an event stream of a bad pattern",
                        Set.of("400 invalid_pattern", "400 invalid_id"),
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

    private static byte[] batch(Target target, String body) {
        return HttpBytes.json(target.key(), "POST", "/api/lux", body);
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

    /** Copies the document into itself again and again: 2^30 values if nobody counts. */
    private static String doubling() {
        StringBuilder patch =
                new StringBuilder("[{\"op\":\"replace\",\"path\":\"\",\"value\":{\"a\":\"" + "x".repeat(64) + "\"}}");
        for (int i = 0; i < 30; i++) {
            patch.append(",{\"op\":\"copy\",\"from\":\"\",\"path\":\"/c")
                    .append(i)
                    .append("\"}");
        }
        return patch.append(']').toString();
    }
}
