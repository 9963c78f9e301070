package dev.lux.json;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** Random valid JSON text, with random white space, escapes and spellings of numbers. */
final class RandomJson {
    private static final String[] WHITE_SPACE = {"", "", "", "", " ", "\n", "\t", "\r\n", "  \n    "};
    private static final String[] CHARACTERS = {
        "a",
        "b",
        "z",
        "0",
        " ",
        "/",
        "{",
        "]",
        ":",
        ",",
        "\u00e9",
        "\u2028",
        "\u20ac",
        "\ud83d\ude00",
        "\u007f",
        "\\\"",
        "\\\\",
        "\\/",
        "\\b",
        "\\f",
        "\\n",
        "\\r",
        "\\t",
        "\\u0000",
        "\\u0061",
        "\\u00E9",
        "\\uD83D\\uDE00",
        "\\uffff"
    };

    private final Random random;
    private final StringBuilder out = new StringBuilder();

    private RandomJson(Random random) {
        this.random = random;
    }

    static String next(Random random) {
        RandomJson json = new RandomJson(random);
        json.space();
        json.value(1 + random.nextInt(5));
        json.space();
        return json.out.toString();
    }

    private void value(int depthLeft) {
        switch (random.nextInt(depthLeft > 0 ? 9 : 5)) {
            case 0 -> out.append("null");
            case 1 -> out.append(random.nextBoolean());
            case 2, 3 -> number();
            case 4 -> string();
            case 5, 6 -> array(depthLeft - 1);
            default -> object(depthLeft - 1);
        }
    }

    private void array(int depthLeft) {
        out.append('[');
        space();
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            comma(i);
            value(depthLeft);
            space();
        }
        out.append(']');
    }

    private void object(int depthLeft) {
        out.append('{');
        space();
        Set<String> keys = new HashSet<>();
        int size = random.nextInt(20) == 0 ? random.nextInt(40) : random.nextInt(5);
        for (int i = 0; i < size; i++) {
            comma(i);
            key(keys);
            space();
            out.append(':');
            space();
            value(depthLeft);
            space();
        }
        out.append('}');
    }

    private void comma(int index) {
        if (index > 0) {
            out.append(',');
            space();
        }
    }

    private void key(Set<String> keys) {
        int from = out.length();
        string();
        byte[] literal = Cases.utf8(out.substring(from));
        if (!keys.add(JsonStrings.decode(literal, 1, literal.length - 1))) {
            out.setLength(from);
            out.append('"').append("unique").append(keys.size()).append('"');
            keys.add("unique" + keys.size());
        }
    }

    private void string() {
        out.append('"');
        int size = random.nextInt(6);
        for (int i = 0; i < size; i++) {
            out.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        out.append('"');
    }

    private void number() {
        out.append(random.nextBoolean() ? "-" : "");
        switch (random.nextInt(4)) {
            case 0 -> out.append('0');
            case 1 -> out.append(1 + random.nextInt(99));
            case 2 -> out.append(1 + (random.nextLong() >>> 1 | 1));
            default -> out.append("1234567890".repeat(1 + random.nextInt(4)));
        }
        if (random.nextInt(3) == 0) {
            out.append('.').append(random.nextInt(1000)).append("0".repeat(random.nextInt(3)));
        }
        if (random.nextInt(3) == 0) {
            String[] e = {"e", "E", "e+", "E+", "e-", "E-"};
            out.append(e[random.nextInt(e.length)]).append(random.nextInt(600));
        }
    }

    private void space() {
        out.append(WHITE_SPACE[random.nextInt(WHITE_SPACE.length)]);
    }
}
