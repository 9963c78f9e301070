package dev.lux.cli;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long a document holds good; the same options for every command that writes one. */
final class Times {
    private static final String NONE = "none";

    @Option(
            names = "--ttl",
            paramLabel = "TIME",
            description = "Delete the document so long after this write, such as 10m; none: not any more.")
    private @Nullable String ttl;

    @Option(
            names = "--lease",
            paramLabel = "TIME",
            description =
                    "You will be heard from so often, such as 15s, by writes with --holder or by lux heartbeat; none: not any more.")
    private @Nullable String lease;

    @Option(
            names = "--on-expire",
            paramLabel = "mark|delete",
            description = "What becomes of the document when the lease runs out; mark by default.")
    private @Nullable String onExpire;

    @Option(names = "--holder", paramLabel = "HOLDER", description = "The lease's holder, as the answer said it.")
    private @Nullable String holder;

    /** The members of the envelope that say so; the broker judges them. */
    Map<String, byte[]> members() {
        Map<String, byte[]> members = new LinkedHashMap<>();
        put(members, "ttl", time(ttl));
        put(members, "lease", time(lease));
        put(members, "onExpire", quoted(onExpire));
        put(members, "holder", quoted(holder));
        return members;
    }

    private static @Nullable String time(@Nullable String text) {
        return NONE.equals(text) ? "null" : quoted(text);
    }

    private static @Nullable String quoted(@Nullable String text) {
        return text == null ? null : RawJson.quote(text);
    }

    private static void put(Map<String, byte[]> members, String name, @Nullable String json) {
        if (json != null) {
            members.put(name, json.getBytes(StandardCharsets.UTF_8));
        }
    }
}
