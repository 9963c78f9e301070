package dev.lux.harness.check.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lux.harness.model.Op;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Events as lines of JSON, and back; digits stay as they are. */
final class EventLines {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .addMixIn(Op.Condition.class, ConditionNames.class)
            .addMixIn(Outcome.class, OutcomeNames.class)
            .build();

    private EventLines() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "if")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Op.Condition.None.class, name = "always"),
        @JsonSubTypes.Type(value = Op.Condition.AtVersion.class, name = "version"),
        @JsonSubTypes.Type(value = Op.Condition.Guard.class, name = "guard")
    })
    private interface ConditionNames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Outcome.Applied.class, name = "applied"),
        @JsonSubTypes.Type(value = Outcome.Refused.class, name = "refused"),
        @JsonSubTypes.Type(value = Outcome.Seen.class, name = "seen"),
        @JsonSubTypes.Type(value = Outcome.NotApplied.class, name = "not-applied"),
        @JsonSubTypes.Type(value = Outcome.Unknown.class, name = "unknown")
    })
    private interface OutcomeNames {}

    /** Without a line end. */
    static String write(Event event) {
        try {
            return MAPPER.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("can't be written: " + event, e);
        }
    }

    /**
     * Hands on all events of a file. A last line without its end is what a killed process leaves, and is left out.
     *
     * @throws IOException when the file can't be read, or a line (its number is told) is no event
     */
    static void read(Path file, Consumer<Event> events) throws IOException {
        boolean torn = !isCompressed(file) && isTorn(file);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(plain(file), StandardCharsets.UTF_8))) {
            String next = lines.readLine();
            for (int number = 1; next != null; number++) {
                String line = next;
                next = lines.readLine();
                if (next != null || !torn) {
                    events.accept(event(line, number));
                }
            }
        }
    }

    private static InputStream plain(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        return isCompressed(file) ? new GZIPInputStream(in) : in;
    }

    private static boolean isCompressed(Path file) {
        return file.toString().endsWith(".gz");
    }

    private static Event event(String line, int number) throws IOException {
        try {
            return MAPPER.readValue(line, Event.class);
        } catch (JsonProcessingException e) {
            throw new IOException("line " + number + " is no event of a history", e);
        }
    }

    private static boolean isTorn(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            if (bytes.length() == 0) {
                return false;
            }
            bytes.seek(bytes.length() - 1);
            return bytes.read() != '\n';
        }
    }
}
