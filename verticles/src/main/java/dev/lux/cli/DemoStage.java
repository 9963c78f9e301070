package dev.lux.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lux.cli.demo.Stage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A broker as the demo's stage. What can't get better by waiting, such as a wrong key, ends the demo.
 *
 * @param lease of what is at work: when the demo ends, its agents are shown as silent
 */
record DemoStage(Broker broker, String lease) implements Stage {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    @Override
    public Outcome put(String id, Map<String, Object> data, OptionalLong ifVersion) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("data", data);
        envelope.put("lease", isAtWork(data) ? lease : null);
        ifVersion.ifPresent(version -> envelope.put("ifVersion", version));
        return outcome("PUT", id, envelope);
    }

    private static boolean isAtWork(Map<String, Object> data) {
        Object step = data.get("step");
        return step != null && !step.equals("complete") && !step.equals("failed");
    }

    @Override
    public Outcome delete(String id, long ifVersion) {
        return outcome("DELETE", id, Map.of("ifVersion", ifVersion));
    }

    private Outcome outcome(String method, String id, Map<String, Object> envelope) {
        Answer answer = broker.write(method, Broker.document(id), bytes(envelope), JSON);
        return switch (answer.exitCode()) {
            case OK -> new Written(Facts.of(answer.body()).number("version"));
            case CONDITION_FAILED ->
                Arrays.equals(RawJson.member(answer.body(), "current"), NULL) ? new Vanished() : new Changed();
            case RETRY -> new Failed();
            default -> throw new CliException(answer.exitCode(), answer.problem());
        };
    }

    private static byte[] bytes(Map<String, Object> envelope) {
        try {
            return MAPPER.writeValueAsBytes(envelope);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of strings and numbers are JSON", e);
        }
    }
}
