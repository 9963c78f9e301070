package dev.lux.harness.hostile;

import static dev.lux.harness.hostile.Target.pick;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** JSON Pointers, in patches and guards, that are none, or point to what can't be there. */
final class PointerKinds {
    private static final Set<String> INVALID_PATCH = Set.of("422 invalid_patch");
    private static final Set<String> FAILED = Set.of("422 patch_failed");
    private static final String JSON_PATCH = "application/json-patch+json";

    private PointerKinds() {}

    static List<Kind> kinds(Target target) {
        return List.of(
                patch(
                        target,
                        "a pointer without a slash",
                        INVALID_PATCH,
                        random -> remove(
                                pick(random, List.of("control", "#/control", " /control", "0", "-", "~1control")))),
                patch(
                        target,
                        "a pointer with a broken escape",
                        INVALID_PATCH,
                        random -> remove(pick(random, List.of("/~", "/a~", "/~2", "/~~0", "/control~/x", "/~01~")))),
                patch(
                        target,
                        "a pointer of too many tokens",
                        INVALID_PATCH,
                        random -> remove("/a".repeat(65 + random.nextInt(5_000)))),
                patch(
                        target,
                        "a pointer to an index that is none",
                        FAILED,
                        random -> remove("/list/"
                                + pick(
                                        random,
                                        List.of(
                                                "01", "-1", "+1", "1e0", "0x0", "1.0", " 0", "", "\\u0661", "00",
                                                "1 ")))),
                patch(
                        target,
                        "a pointer to an index beyond all numbers",
                        FAILED,
                        random -> remove(
                                "/list/" + pick(random, List.of("2147483648", "4294967296", "18446744073709551616")))),
                patch(
                        target,
                        "a pointer to the end of an array, which is not there",
                        FAILED,
                        random -> remove("/list/-")),
                patch(
                        target,
                        "a pointer into a scalar",
                        FAILED,
                        random -> "[{\"op\":\"add\",\"path\":\"/control/" + pick(random, List.of("x", "0", "-", ""))
                                + "\",\"value\":1}]"),
                patch(
                        target,
                        "a pointer to a prototype",
                        FAILED,
                        random -> "[{\"op\":\"add\",\"path\":\"/"
                                + pick(random, List.of("__proto__", "constructor/prototype", "toString"))
                                + "/admin\",\"value\":true}]"),
                patch(
                        target,
                        "a pointer that is no text",
                        INVALID_PATCH,
                        random -> "[{\"op\":\"remove\",\"path\":"
                                + pick(random, List.of("null", "0", "[]", "{}", "[\"list\"]", "true")) + "}]"),
                patch(
                        target,
                        "a move of a value into itself",
                        FAILED,
                        random -> "[{\"op\":\"move\",\"from\":\"" + pick(random, List.of("", "/list"))
                                + "\",\"path\":\"/list/0\"}]"),
                new Kind.Request(
                        "a guard's pointer that is none",
                        Set.of("400 invalid_request"),
                        random -> target.put(
                                Target.control(random),
                                "{\"data\":\"stolen\",\"guard\":{\""
                                        + pick(random, List.of("control", "/~", "/a~2", "#/a", "/a".repeat(65)))
                                        + "\":[null]}}")),
                new Kind.Request("a guard of too many pointers", Set.of("400 invalid_request"), random -> {
                    StringBuilder guard = new StringBuilder("{\"data\":\"stolen\",\"guard\":{\"/x\":[null]");
                    for (int i = 0; i < 32 + random.nextInt(100); i++) {
                        guard.append(",\"/a").append(i).append("\":[null]");
                    }
                    return target.put(Target.control(random), guard.append("}}").toString());
                }));
    }

    private static Kind patch(Target target, String name, Set<String> expected, Function<Random, String> patch) {
        return new Kind.Request(
                name, expected, random -> target.patch(Target.control(random), JSON_PATCH, patch.apply(random)));
    }

    private static String remove(String pointer) {
        return "[{\"op\":\"remove\",\"path\":\"" + pointer + "\"}]";
    }
}
