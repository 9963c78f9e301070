package dev.lux.harness.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lux.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** JSON as Jackson reads it, strictly, and what the broker refuses beyond that (docs/adr/0003). */
final class JsonReference {
    private static final ObjectMapper JACKSON = jackson();
    private static final Pattern HALF_PAIRS = Pattern.compile("\\\\u[dD][89a-fA-F]");
    private static final Pattern LONG_EXPONENT = Pattern.compile("[eE][+-]?0*[1-9][0-9]{4}");

    private JsonReference() {}

    private static ObjectMapper jackson() {
        int any = Integer.MAX_VALUE;
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(2_000)
                        .maxNumberLength(2_000)
                        .maxNameLength(any)
                        .maxStringLength(any)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    /** The text of bytes that are UTF-8. */
    static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The value of a text that Jackson takes, and that is in UTF-8. */
    static Optional<JsonNode> read(byte[] json) {
        return utf8(json).flatMap(JsonReference::read);
    }

    private static Optional<JsonNode> read(String text) {
        try {
            JsonNode node = JACKSON.readTree(text);
            return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (JsonProcessingException | NumberFormatException e) {
            // The second of exponents beyond what a number can have.
            return Optional.empty();
        }
    }

    static JsonNode sure(byte[] json) {
        Optional<JsonNode> value = read(json);
        Broken.unless(value.isPresent(), "Jackson refuses what was accepted");
        return value.get();
    }

    static byte[] write(JsonNode node) {
        try {
            return JACKSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Looks whether a refusal is right: what Jackson takes may only be refused for the reasons that are written down. */
    static void judge(byte[] json, Refused refusal, int maxDepth, int maxNumberLength) {
        String latin = FuzzTarget.latin1(json);
        if (refusal.is(ErrorCode.INVALID_JSON)) {
            boolean known = (json.length > 0 && (json[0] & 0xff) == 0xef)
                    || HALF_PAIRS.matcher(latin).find();
            Broken.unless(known || read(json).isEmpty(), "what Jackson takes is refused as no JSON");
        } else if (refusal.is(ErrorCode.DUPLICATE_KEY)) {
            Broken.unless(read(json).isEmpty(), "no key comes twice, and it is said that one does");
        } else if (refusal.is(ErrorCode.JSON_TOO_DEEP)) {
            Broken.unless(depth(json) > maxDepth, "it is not as deep as it is said to be");
        } else if (refusal.is(ErrorCode.NUMBER_TOO_LONG)) {
            boolean tooLong = Pattern.compile("[0-9.eE+-]{" + (maxNumberLength + 1) + "}")
                    .matcher(latin)
                    .find();
            Broken.unless(tooLong || LONG_EXPONENT.matcher(latin).find(), "no number is as long as it is said to be");
        }
    }

    /** How many arrays and objects are open at once, at most. */
    private static int depth(byte[] json) {
        int open = 0;
        int most = 0;
        boolean inString = false;
        for (int i = 0; i < json.length; i++) {
            if (inString && json[i] == '\\') {
                i++;
            } else if (json[i] == '"') {
                inString = !inString;
            } else if (!inString && (json[i] == '[' || json[i] == '{')) {
                most = Math.max(most, ++open);
            } else if (!inString && (json[i] == ']' || json[i] == '}')) {
                open--;
            }
        }
        return most;
    }

    /** The slow and obvious way. */
    static byte[] withoutSpace(byte[] json) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(json.length);
        boolean inString = false;
        for (int i = 0; i < json.length; i++) {
            byte b = json[i];
            if (inString && b == '\\') {
                out.write(b);
                out.write(json[++i]);
                continue;
            }
            inString ^= b == '"';
            if (inString || (b != ' ' && b != '\t' && b != '\r' && b != '\n')) {
                out.write(b);
            }
        }
        return out.toByteArray();
    }
}
