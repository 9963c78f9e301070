package dev.lux.json;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.error.LuxException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How the tables of these tests are written. */
final class Cases {
    private Cases() {}

    /** A table's lines, without comments (#) and empty ones. */
    static Stream<String> lines(String table) {
        return table.lines().filter(line -> !line.isBlank() && !line.startsWith("#"));
    }

    /** A cell's bytes: {@code '} stands for a double quote, {@code <C0 AF>} for bytes in hexadecimal. */
    static byte[] bytes(String cell) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at < cell.length()) {
            int open = cell.indexOf('<', at);
            int textTo = open < 0 ? cell.length() : open;
            out.writeBytes(utf8(cell.substring(at, textTo).replace('\'', '"')));
            at = textTo;
            if (open >= 0) {
                int close = cell.indexOf('>', open);
                out.writeBytes(
                        HexFormat.of().parseHex(cell.substring(open + 1, close).replace(" ", "")));
                at = close + 1;
            }
        }
        return out.toByteArray();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** A tree of JSON in which {@code '} stands for a double quote. */
    static JsonNode tree(String json) {
        return JsonTree.read(JsonText.minify(utf8(json.replace('\'', '"')), JsonLimits.DEFAULT));
    }

    /** A tree as JSON with {@code '} for a double quote. */
    static String json(JsonNode tree) {
        return text(JsonTree.write(tree)).replace('"', '\'');
    }

    static LuxException refusal(ThrowingCallable call) {
        return catchThrowableOfType(LuxException.class, call);
    }
}
