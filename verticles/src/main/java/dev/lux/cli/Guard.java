package dev.lux.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One {@code --guard /path=value[,value]}.
 *
 * @param pointer a JSON Pointer (RFC 6901)
 * @param values the alternatives, each as JSON
 */
record Guard(String pointer, List<String> values) {
    /**
     * The values are JSON, or bare strings: {@code /status=triage,open}, {@code /progress=67}, {@code /owner=null},
     * {@code /title="a, b"}.
     */
    static Guard parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0 || (equals > 0 && text.charAt(0) != '/')) {
            throw CliException.usage(
                    "Not a guard: " + Text.visible(text) + " (expected /path=value or /path=value,value).");
        }
        return new Guard(text.substring(0, equals), alternatives(text.substring(equals + 1)));
    }

    private static List<String> alternatives(String text) {
        byte[] asArray = ("[" + text + "]").getBytes(StandardCharsets.UTF_8);
        List<String> found = new ArrayList<>();
        if (!text.isEmpty() && RawJson.isOneValue(asArray)) {
            RawJson.elements(asArray).forEach(value -> found.add(new String(value, StandardCharsets.UTF_8)));
            return found;
        }
        for (String piece : text.split(",", -1)) {
            found.add(jsonOf(piece));
        }
        return found;
    }

    private static String jsonOf(String piece) {
        if (RawJson.isOneValue(piece.getBytes(StandardCharsets.UTF_8))) {
            return piece;
        }
        if (piece.startsWith("\"") || piece.startsWith("[") || piece.startsWith("{")) {
            throw CliException.usage("Not a JSON value in a guard: " + Text.visible(piece) + ".");
        }
        return RawJson.quote(piece);
    }
}
