package dev.lux.harness.hostile;

import static dev.lux.harness.hostile.Target.pick;

import dev.lux.harness.client.HttpBytes;
import java.util.List;
import java.util.Set;

/** Writes that must not happen: conditions and guards that are malformed or do not hold, patches, several at once. */
final class WriteKinds {
    private static final Set<String> INVALID_REQUEST = Set.of("400 invalid_request");
    private static final String JSON_PATCH = "application/json-patch+json";
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private WriteKinds() {}

    static List<Kind> kinds(Target target) {
        return List.of(
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
                        "a condition header that is malformed",
                        INVALID_REQUEST,
                        random -> target.put(
                                Target.control(random),
                                "{\"data\":1}",
                                random.nextBoolean() ? "If-Match" : "If-None-Match",
                                // The last one ends a line for some, and could keep a reader for ever.
                                pick(
                                        random,
                                        List.of("17", "\"17", "*, \"1\"", "w/\"1\"", ",", "\"1\"\u0085", "\u0085")))),
                request(
                        "a condition header of too many tags",
                        INVALID_REQUEST,
                        random -> target.put(
                                Target.control(random),
                                "{\"data\":1}",
                                "If-Match",
                                "\"1\",".repeat(65 + random.nextInt(900)))),
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
                                        + Target.control(random) + "\",\"data\":null}]}")));
    }

    private static Kind request(String name, Set<String> expected, Kind.Bytes bytes) {
        return new Kind.Request(name, expected, bytes);
    }

    private static byte[] batch(Target target, String body) {
        return HttpBytes.json(target.key(), "POST", "/api/lux", body);
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
