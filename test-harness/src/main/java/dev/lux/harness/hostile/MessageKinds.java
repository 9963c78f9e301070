package dev.lux.harness.hostile;

import static dev.lux.harness.hostile.Target.pick;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** Messages on a socket that are refused one by one; each is answered by one frame and the socket goes on. */
final class MessageKinds {
    private static final Set<String> MALFORMED =
            Set.of("error invalid_message", "error invalid_request", "error invalid_json");

    private MessageKinds() {}

    static List<Kind> kinds() {
        return List.of(
                message(
                        "a message that is not JSON",
                        Set.of("error invalid_json", "error invalid_message"),
                        random -> pick(
                                random,
                                List.of(
                                        "",
                                        " ",
                                        "{",
                                        "{\"type\":}",
                                        "hello",
                                        "{\"type\":\"put\",}",
                                        "{'type':'put'}",
                                        "\u0000",
                                        "{\"type\":\"put\"}{}"))),
                message(
                        "a message that is no object",
                        MALFORMED,
                        random -> pick(random, List.of("1", "null", "[]", "\"put\"", "true"))),
                message(
                        "an unknown type",
                        MALFORMED,
                        random -> object(pick(
                                random,
                                List.of(
                                        "\"type\":\"nope\"",
                                        "\"type\":1",
                                        "\"type\":null",
                                        "\"id\":\"x\"",
                                        "\"type\":\"PUT\"",
                                        "\"type\":\"state\"")))),
                message(
                        "an unknown key in a message",
                        Set.of("error unknown_key"),
                        random -> object("\"type\":\"put\",\"id\":\"" + Target.control(random) + "\",\"data\":1,\""
                                + pick(random, List.of("Ttl", "leased", "sessions", "__proto__", "x")) + "\":1")),
                message(
                        "a duplicate key in a message",
                        Set.of("error duplicate_key"),
                        random -> unreadable(
                                "\"type\":\"put\",\"id\":\"" + Target.control(random) + "\",\"data\":1,\"data\":2")),
                message(
                        "a ref that is none",
                        MALFORMED,
                        random -> "{\"type\":\"subscribe\",\"match\":\"x\",\"ref\":"
                                + pick(random, List.of("1.5", "{}", "[]", "null", "true", "1e99")) + "}"),
                message(
                        "a write to a bad id",
                        Set.of("error invalid_id"),
                        random -> object("\"type\":\"put\",\"id\":\""
                                + pick(random, List.of("", "..", "a/b", "stream", "a b", "\\u0000", "a".repeat(129)))
                                + "\",\"data\":1")),
                message(
                        "a write of a wrong shape",
                        MALFORMED,
                        random -> object(pick(
                                random,
                                List.of(
                                        "\"type\":\"put\"",
                                        "\"type\":\"put\",\"data\":1",
                                        "\"type\":\"put\",\"id\":\"x\"",
                                        "\"type\":\"put\",\"id\":1,\"data\":1",
                                        "\"type\":\"patch\",\"id\":\"x\"",
                                        "\"type\":\"delete\"",
                                        "\"type\":\"put\",\"id\":\"x\",\"data\":1,\"ifVersion\":-1",
                                        "\"type\":\"put\",\"id\":\"x\",\"data\":1,\"guard\":[]",
                                        "\"type\":\"put\",\"id\":\"x\",\"data\":1,\"idempotencyKey\":7")))),
                message(
                        "a write of null",
                        Set.of("error null_document"),
                        random -> object("\"type\":\"put\",\"id\":\"" + Target.control(random) + "\",\"data\":null")),
                message("a write that is too deep", Set.of("error json_too_deep"), random -> {
                    int depth = 66 + random.nextInt(1_000);
                    return unreadable("\"type\":\"put\",\"id\":\"" + Target.control(random) + "\",\"data\":"
                            + "[".repeat(depth) + "]".repeat(depth));
                }),
                message(
                        "a write with a number that is too long",
                        Set.of("error number_too_long"),
                        random -> unreadable("\"type\":\"put\",\"id\":\"" + Target.control(random) + "\",\"data\":"
                                + "7".repeat(257 + random.nextInt(999)))),
                message(
                        "a write that is too large",
                        Set.of("error document_too_large"),
                        random -> object("\"type\":\"put\",\"id\":\"" + Target.control(random) + "\",\"data\":\""
                                + "x".repeat(65_536 + random.nextInt(4_000)) + "\"")),
                message(
                        "a write whose condition does not hold",
                        Set.of("error version_conflict", "error guard_failed"),
                        random -> object("\"type\":\"put\",\"id\":\"" + Target.control(random) + "\",\"data\":1,"
                                + pick(
                                        random,
                                        List.of(
                                                "\"ifVersion\":0",
                                                "\"ifVersion\":7",
                                                "\"guard\":{\"/control\":[null]}")))),
                message(
                        "a patch over a socket that fails",
                        Set.of("error invalid_patch", "error patch_failed", "error test_failed"),
                        random -> object(
                                "\"type\":\"patch\",\"id\":\"" + Target.control(random) + "\","
                                        + pick(
                                                random,
                                                List.of(
                                                        "\"data\":[]",
                                                        "\"data\":7",
                                                        "\"format\":\"json-patch\",\"data\":{}",
                                                        "\"format\":\"json-patch\",\"data\":[{\"op\":\"remove\",\"path\":\"/nope\"}]",
                                                        "\"format\":\"json-patch\",\"data\":[{\"op\":\"test\",\"path\":\"/control\",\"value\":-1}]")))),
                message(
                        "a bad pattern on a socket",
                        Set.of("error invalid_pattern"),
                        random -> object("\"type\":\"subscribe\",\"match\":\""
                                + pick(
                                        random,
                                        List.of("", "**", "a*b", "-", "a".repeat(130) + "*", "stream", "\\u202e*"))
                                + "\"")),
                message(
                        "a subscription of a wrong shape",
                        Set.of("error invalid_message", "error invalid_request", "error invalid_pattern"),
                        random -> object("\"type\":\"subscribe\""
                                + pick(
                                        random,
                                        List.of(
                                                "",
                                                ",\"match\":1",
                                                ",\"match\":[]",
                                                ",\"match\":\"x\",\"since\":[]",
                                                ",\"match\":\"x\",\"since\":{\"x\":-1}",
                                                ",\"match\":\"x\",\"since\":{\"x\":\"1\"}",
                                                ",\"match\":\"x\",\"since\":{\"x\":1e300}",
                                                ",\"match\":\"x\",\"since\":7")))),
                message(
                        "a second credential that is wrong, of a wrong shape",
                        MALFORMED,
                        random -> object("\"type\":\"auth\""
                                + pick(random, List.of("", ",\"token\":1", ",\"token\":null", ",\"token\":{}")))),
                message(
                        "accepted: from the future",
                        Set.of("synced"),
                        random -> object("\"type\":\"subscribe\",\"match\":\"absent-" + random.nextInt(20)
                                + "\",\"since\":{\"x" + random.nextInt(9) + "\":9007199254740991}")),
                message(
                        "accepted: unsubscribe from nothing",
                        Set.of("ack"),
                        random -> object("\"type\":\"unsubscribe\",\"match\":\"never-" + random.nextInt(9) + "\"")));
    }

    private static Kind message(String name, Set<String> expected, Function<Random, String> text) {
        return new Kind.Message(name, expected, text::apply);
    }

    /** What can't be read as JSON has no ref that its answer could repeat. */
    private static String unreadable(String members) {
        return "{" + members + "}";
    }

    /** The lane puts its own ref where the mark is. */
    private static String object(String members) {
        return "{" + members + ",\"ref\":" + Kind.REF + "}";
    }
}
