package dev.lux.harness.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.command.Tenure;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.document.HolderToken;
import dev.lux.document.OnExpire;
import dev.lux.error.LuxException;
import dev.lux.json.JsonMembers;
import dev.lux.limits.Limits;
import dev.lux.wire.ClientMessage;
import dev.lux.wire.WriteMessages;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What clients say on sockets, and the envelopes of requests. */
final class MessageTargets {
    private static final Limits LIMITS = Limits.DEFAULT;
    private static final String ID = "(?s)[A-Za-z0-9][A-Za-z0-9._:~-]{0,127}";
    private static final String[] WORDS = {
        "\"type\":\"subscribe\",",
        "\"type\":\"unsubscribe\",",
        "\"type\":\"put\",",
        "\"type\":\"patch\",",
        "\"type\":\"delete\",",
        "\"type\":\"auth\",",
        "\"ref\":1,",
        "\"ref\":\"r\",",
        "\"match\":\"a*\",",
        "\"id\":\"a\",",
        "\"since\":{\"a\":1},",
        "\"delta\":\"merge-patch\",",
        "\"data\":1,",
        "\"ifVersion\":0,",
        "\"guard\":{\"/a\":[1]},",
        "\"idempotencyKey\":\"k\",",
        "\"format\":\"json-patch\",",
        "\"token\":\"t\",",
        "\"type\":\"heartbeat\",",
        "\"ttl\":\"10m\",",
        "\"ttl\":null,",
        "\"lease\":\"15s\",",
        "\"lease\":null,",
        "\"onExpire\":\"delete\",",
        "\"holder\":\"AAAAAAAAAAEAAAAAAAAAAg\",",
        "\"stream\"",
        "null"
    };
    private static final String[] SEEDS = {
        "{\"type\":\"subscribe\",\"match\":\"incident-*\",\"since\":{\"incident-1\":1795223278000123},\"delta\":\"merge-patch\",\"ref\":3}",
        "{\"type\":\"unsubscribe\",\"match\":\"incident-*\",\"ref\":\"r\"}",
        "{\"type\":\"put\",\"id\":\"a\",\"data\":{\"x\":[1,2.50]},\"ifVersion\":7,\"guard\":{\"/status\":[\"open\",null]},"
                + "\"idempotencyKey\":\"key-1\",\"ref\":9007199254740991}",
        "{\"type\":\"patch\",\"id\":\"a\",\"data\":{\"x\":null}}",
        "{\"type\":\"patch\",\"id\":\"a\",\"format\":\"json-patch\",\"data\":[{\"op\":\"add\",\"path\":\"/x\",\"value\":1}]}",
        "{\"type\":\"delete\",\"id\":\"a\",\"ifVersion\":0}",
        "{\"type\":\"put\",\"id\":\"a\",\"data\":1,\"ttl\":\"7d\",\"lease\":\"15s\",\"onExpire\":\"delete\"}",
        "{\"type\":\"patch\",\"id\":\"a\",\"data\":{},\"lease\":null,\"holder\":\"AAAAAAAAAAEAAAAAAAAAAg\"}",
        "{\"type\":\"heartbeat\",\"id\":\"a\",\"holder\":\"AAAAAAAAAAEAAAAAAAAAAg\",\"ref\":1}",
        "{\"type\":\"auth\",\"token\":\"lux_abcdefghijkl_x\"}"
    };

    private MessageTargets() {}

    static List<FuzzTarget> all() {
        return List.of(
                target("message", MessageTargets::message).seeded(SEEDS),
                target("envelope", MessageTargets::envelope)
                        .seeded(
                                "{\"data\":{\"a\":1},\"ifVersion\":3,\"guard\":{\"/a\":[1,null]}}",
                                "{\"data\":[{\"op\":\"remove\",\"path\":\"/a\"}]}",
                                "{\"ifVersion\":0}",
                                "{\"data\":1,\"ttl\":\"500ms\",\"lease\":\"12h\",\"onExpire\":\"mark\"}",
                                "{\"holder\":\"AAAAAAAAAAEAAAAAAAAAAg\"}",
                                "{\"data\":\"x\"}"));
    }

    private static FuzzTarget target(String name, FuzzTarget.Attack attack) {
        return FuzzTarget.of(name, FuzzTarget.Form.JSON, LIMITS.messageBytes(), LuxException.class, attack)
                .knowing(WORDS)
                .knowing(JsonTargets.WORDS);
    }

    private static String message(byte[] input, Product product) throws Exception {
        JsonMembers members = product.call(() -> ClientMessage.members(input, LIMITS));
        byte[] ref = product.call(() -> Optional.ofNullable(ClientMessage.ref(members)))
                .orElse(null);
        ClientMessage message = product.call(() -> ClientMessage.decode(members, "me", LIMITS));
        JsonNode value = JsonReference.sure(input);
        Broken.unless(
                ref == null ? !value.has("ref") : JsonReference.sure(ref).equals(value.get("ref")),
                "the ref is another one");
        String kind = message.getClass().getSimpleName();
        if (message instanceof ClientMessage.Subscribe subscribe) {
            Broken.unless(subscribe.pattern().match().equals(value.path("match").textValue()), "another pattern");
            Broken.unless(subscribe.patches() == value.has("delta"), "patches that nobody asked for");
            Broken.unless(subscribe.since().equals(since(value.path("since"))), "since says something else");
        } else if (message instanceof ClientMessage.Unsubscribe unsubscribe) {
            Broken.unless(
                    unsubscribe.pattern().match().equals(value.path("match").textValue()), "another pattern");
        } else if (message instanceof ClientMessage.Auth auth) {
            Broken.unless(auth.token().equals(value.path("token").textValue()), "another token");
        } else if (message instanceof ClientMessage.Change change) {
            Broken.unless(change.write().id().equals(value.path("id").textValue()), "another id");
            judge(change.write(), value);
            kind += " " + change.write().kind();
        }
        return kind + " " + value.size();
    }

    private static Map<String, Long> since(JsonNode node) {
        Map<String, Long> since = new HashMap<>();
        node.properties().forEach(member -> {
            Broken.unless(member.getKey().matches(ID) && member.getValue().isIntegralNumber(), "since names no id");
            since.put(member.getKey(), member.getValue().longValue());
        });
        return since;
    }

    private static String envelope(byte[] input, Product product) throws Exception {
        JsonMembers members = product.call(() -> JsonMembers.parse(input, WriteMessages.jsonLimits(LIMITS)));
        JsonNode value = JsonReference.sure(input);
        StringBuilder taken = new StringBuilder();
        for (WriteKind kind : WriteKind.values()) {
            try {
                Write write = product.call(
                        () -> WriteMessages.envelope(members, "a", kind).validated("me", LIMITS));
                judge(write, value);
                taken.append(kind);
            } catch (Refused refusal) {
                taken.append('-').append(refusal.words());
            }
        }
        return taken.toString();
    }

    /** A write says what its text says. */
    private static void judge(Write write, JsonNode value) {
        Broken.unless(write.id().matches(ID) && !write.id().equals("stream"), "an id that is none");
        if (write.kind() == WriteKind.DELETE || write.kind() == WriteKind.HEARTBEAT) {
            Broken.unless(write.body().length == 0 && !value.has("data"), "data where there are none");
        } else {
            JsonNode data = Objects.requireNonNull(value.get("data"));
            Broken.unless(JsonReference.sure(write.body()).equals(data), "the data are others");
            Broken.unless(
                    Arrays.equals(write.body(), JsonReference.withoutSpace(write.body())), "the data have white space");
            Broken.unless(write.kind() != WriteKind.PUT || !data.isNull(), "a document of null");
        }
        byte[] guard = write.guard();
        Broken.unless(
                guard == null ? !value.has("guard") : JsonReference.sure(guard).equals(value.get("guard")),
                "the guard is another one");
        boolean conditional = !write.condition().equals(dev.lux.command.Condition.NONE);
        Broken.unless(conditional == value.has("ifVersion"), "a condition that nobody asked for, or none");
        Broken.unless((write.idempotency() != null) == value.has("idempotencyKey"), "another idempotency key");
        judgeTimes(write, value);
    }

    private static void judgeTimes(Write write, JsonNode value) {
        Tenure tenure = write.tenure();
        boolean timed = Stream.of("ttl", "lease", "onExpire", "holder").anyMatch(value::has);
        Broken.unless((tenure != null) == timed, "times that nobody asked for, or none");
        if (tenure == null) {
            Broken.unless(write.kind() != WriteKind.HEARTBEAT, "a heartbeat of nobody");
            return;
        }
        Broken.unless(tenure.ttlMillis() == millis(value.path("ttl")), "another ttl");
        Broken.unless(tenure.leaseMillis() == millis(value.path("lease")), "another lease");
        Broken.unless(
                (tenure.onExpire() == OnExpire.DELETE)
                        == "delete".equals(value.path("onExpire").textValue()),
                "another end");
        HolderToken holder = tenure.holder();
        Broken.unless(
                holder == null
                        ? !value.has("holder")
                        : holder.text().equals(value.path("holder").textValue()),
                "another holder");
    }

    private static long millis(JsonNode said) {
        if (said.isMissingNode() || said.isNull()) {
            return said.isNull() ? Tenure.END : Tenure.KEEP;
        }
        String text = said.textValue();
        String unit = text.replaceAll("[0-9]", "");
        long count = Long.parseLong(text.replaceAll("[a-z]", ""));
        return count
                * switch (unit) {
                    case "ms" -> 1;
                    case "s" -> 1_000;
                    case "m" -> 60_000;
                    case "h" -> 3_600_000;
                    default -> 86_400_000;
                };
    }
}
