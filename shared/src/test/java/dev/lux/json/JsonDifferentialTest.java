package dev.lux.json;

import static dev.lux.json.Cases.refusal;
import static dev.lux.json.Cases.text;
import static dev.lux.json.Cases.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lux.error.LuxException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random JSON against Jackson. A failure names its seed; {@code -Dlux.seed=} repeats it. */
@Timeout(60)
class JsonDifferentialTest {
    private static final long SEED = Long.getLong("lux.seed", new Random().nextLong());
    private static final int ITERATIONS = 20_000;
    private static final ObjectMapper JACKSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final byte[] LIKELY = utf8("{}[]\",:\\ue0123456789+-.EntrfalsbD8C \n\t");

    private final Random random = new Random(SEED);

    @BeforeAll
    static void printTheSeed() {
        System.out.println("JsonDifferentialTest seed " + SEED);
    }

    @Test
    void keepsTheValueAndSpellingOfRandomJson() throws IOException {
        int removed = 0;
        for (int i = 0; i < ITERATIONS; i++) {
            byte[] json = utf8(RandomJson.next(random));
            byte[] minified = JsonText.minify(json, JsonLimits.DEFAULT);
            assertThat(JACKSON.readTree(minified)).as(about(json)).isEqualTo(JACKSON.readTree(json));
            assertThat(text(minified)).as(about(json)).isEqualTo(withoutWhiteSpace(text(json)));
            assertThat(JsonText.minify(minified, JsonLimits.DEFAULT)).isSameAs(minified);
            removed += json.length > minified.length ? 1 : 0;
        }
        assertThat(removed).as("texts with white space").isGreaterThan(ITERATIONS / 2);
    }

    @Test
    void refusesRandomDamageOrAgreesWithJackson() {
        int accepted = 0;
        int refused = 0;
        for (int i = 0; i < ITERATIONS; i++) {
            byte[] json = damaged(utf8(RandomJson.next(random)));
            byte[] minified = minifyOrRefuse(json);
            if (minified == null) {
                refused++;
            } else {
                accepted++;
                assertThat(valueOf(minified)).as(about(json)).isNotNull().isEqualTo(valueOf(json));
            }
        }
        assertThat(Math.min(accepted, refused)).as("both happen").isGreaterThan(ITERATIONS / 20);
    }

    @Test
    void refusesNoJsonThatJacksonReadsButForKnownReasons() {
        for (int i = 0; i < ITERATIONS; i++) {
            byte[] json = damagedInAscii(utf8(RandomJson.next(random)));
            boolean known = text(json).matches("(?s).*(\\\\u[dD][89a-fA-F]|[eE][+-]?[0-9]{4}).*");
            if (!known && valueOf(json) != null) {
                assertThat(refusal(() -> JsonText.minify(json, JsonLimits.DEFAULT)))
                        .as(about(json))
                        .isNull();
            }
        }
    }

    @Test
    void splitsObjectsIntoTheMembersThatJacksonSees() throws IOException {
        for (int i = 0; i < ITERATIONS / 4; i++) {
            String value = RandomJson.next(random);
            byte[] json = utf8(" { \"a\" :" + value + ",\"b\":" + RandomJson.next(random) + "} ");
            JsonMembers members = JsonMembers.parse(json, JsonLimits.DEFAULT);
            assertThat(text(members.get("a"))).as(about(json)).isEqualTo(withoutWhiteSpace(value));
            assertThat(JACKSON.readTree(members.get("b")))
                    .as(about(json))
                    .isEqualTo(JACKSON.readTree(json).get("b"));
        }
    }

    @Test
    void readsTreesLikeJacksonAndCountsTheirBytes() throws IOException {
        for (int i = 0; i < ITERATIONS / 4; i++) {
            byte[] json = utf8(RandomJson.next(random));
            JsonNode tree = JsonTree.read(json);
            byte[] written = JsonTree.write(tree);
            assertThat(tree).as(about(json)).isEqualTo(JACKSON.readTree(json));
            assertThat(JsonEquality.equal(tree, JsonTree.read(written)))
                    .as(about(json))
                    .isTrue();
            assertThat(TreeSize.bounded(tree, Long.MAX_VALUE, 64))
                    .as(about(json))
                    .isEqualTo(written.length);
        }
    }

    private byte[] damaged(byte[] json) {
        byte[] copy = json.clone();
        for (int damages = 1 + random.nextInt(3); damages > 0 && copy.length > 0; damages--) {
            int at = random.nextInt(copy.length);
            switch (random.nextInt(5)) {
                case 0 -> copy[at] = (byte) random.nextInt(256);
                case 1 -> copy[at] = LIKELY[random.nextInt(LIKELY.length)];
                case 2 -> copy = Arrays.copyOf(copy, at);
                case 3 -> System.arraycopy(copy, at, copy, at / 2, copy.length - at);
                default -> copy[at] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return copy;
    }

    private byte[] damagedInAscii(byte[] json) {
        byte[] copy = json.clone();
        int at = random.nextInt(copy.length);
        if (copy[at] >= 0) {
            copy[at] = LIKELY[random.nextInt(LIKELY.length)];
        }
        return copy;
    }

    private static byte[] minifyOrRefuse(byte[] json) {
        try {
            return JsonText.minify(json, JsonLimits.DEFAULT);
        } catch (LuxException e) {
            return null;
        }
    }

    private static JsonNode valueOf(byte[] json) {
        try {
            JsonNode node = JACKSON.readTree(json);
            return node == null || node.isMissingNode() ? null : node;
        } catch (IOException e) {
            return null;
        }
    }

    /** The slow and obvious way. */
    private static String withoutWhiteSpace(String json) {
        StringBuilder out = new StringBuilder();
        boolean inString = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (inString && c == '\\') {
                out.append(c).append(json.charAt(++i));
                continue;
            }
            inString ^= c == '"';
            if (inString || " \t\r\n".indexOf(c) < 0) {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String about(byte[] json) {
        return "seed " + SEED + ", input " + text(json);
    }
}
