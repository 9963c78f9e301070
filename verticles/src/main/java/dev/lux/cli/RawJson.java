package dev.lux.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON as the bytes that it is: parts are cut out of it, not parsed and written again, so digits and escapes stay. */
final class RawJson {
    /** The broker has limits; the command has none of its own, so that the broker's answer is what the user sees. */
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build();

    private RawJson() {}

    /** Whether the bytes are one JSON value with nothing but white space around it. */
    static boolean isOneValue(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() == null) {
                return false;
            }
            // Every token is looked at: skipping would let broken strings pass.
            int depth = 0;
            do {
                parser.finishToken();
                JsonToken token = parser.currentToken();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            } while (depth > 0 && parser.nextToken() != null);
            return depth == 0 && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** The value of an object's member; {@code null} when it is not there or the bytes are no object. */
    static byte @Nullable [] member(byte[] object, String name) {
        try (JsonParser parser = JSON.createParser(object)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(name);
                parser.nextToken();
                byte[] value = value(parser, object);
                if (wanted) {
                    return value;
                }
            }
            return null;
        } catch (IOException e) {
            return null;
        }
    }

    /** The elements of an array; none when the bytes are no array. */
    static List<byte[]> elements(byte[] array) {
        List<byte[]> found = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(array)) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    found.add(value(parser, array));
                }
            }
            return found;
        } catch (IOException e) {
            return List.of();
        }
    }

    /** A JSON string. */
    static String quote(String text) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(out)) {
            generator.writeString(text);
        } catch (IOException e) {
            throw new UncheckedIOException("a string in memory was written", e);
        }
        return out.toString();
    }

    /** Indented, numbers spelt as they came. */
    static String pretty(byte[] json) {
        StringWriter out = new StringWriter();
        try (JsonParser parser = JSON.createParser(json);
                JsonGenerator generator = JSON.createGenerator(out).useDefaultPrettyPrinter()) {
            while (parser.nextToken() != null) {
                if (parser.currentToken().isNumeric()) {
                    generator.writeNumber(parser.getText());
                } else {
                    generator.copyCurrentEvent(parser);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the broker sent no JSON", e);
        }
        return out.toString();
    }

    /** The bytes of the value that the parser stands on; moves it to the value's end. */
    private static byte[] value(JsonParser parser, byte[] source) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        return Arrays.copyOfRange(source, start, (int) parser.currentLocation().getByteOffset());
    }
}
