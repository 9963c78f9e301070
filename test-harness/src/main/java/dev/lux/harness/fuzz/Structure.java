package dev.lux.harness.fuzz;

import java.util.Arrays;

/** Damage that keeps a form: whole values of JSON and whole parts of a text are exchanged, doubled, wrapped, left out. */
final class Structure {
    private static final String SEPARATORS = " ,;:/&=.?\n\t\"|*~";
    private static final int MAX_NESTING = 70;

    private Structure() {}

    /** Works on valid JSON and, as well as it can, on any other. */
    static byte[] ofJson(byte[] in, byte[] other, Mutator mutator) {
        int[] here = value(in, mutator);
        byte[] one = Arrays.copyOfRange(in, here[0], here[1]);
        return switch (mutator.random().nextInt(8)) {
            case 0, 1 -> {
                int[] there = value(other, mutator);
                yield Mutator.splice(in, here[0], here[1], Arrays.copyOfRange(other, there[0], there[1]));
            }
            case 2 -> {
                int[] there = value(in, mutator);
                yield Mutator.splice(in, here[0], here[1], Arrays.copyOfRange(in, there[0], there[1]));
            }
            case 3 -> Mutator.splice(in, here[1], here[1], join(",", one, ""));
            case 4 -> Mutator.splice(in, here[0], here[1], nested(one, mutator));
            case 5 -> Mutator.splice(in, here[0], withComma(in, here[1]), new byte[0]);
            case 6 ->
                Mutator.splice(
                        in, here[0], here[0], FuzzTarget.utf8(mutator.pick(java.util.List.of(" ", "\n", "\r\t"))));
            default ->
                Mutator.splice(
                        in, here[1], here[1], join(",\"k" + mutator.random().nextInt(9) + "\":", one, ""));
        };
    }

    private static byte[] nested(byte[] one, Mutator mutator) {
        int deep = mutator.random().nextInt(4) == 0 ? mutator.random().nextInt(MAX_NESTING) : 1;
        return mutator.random().nextBoolean()
                ? join("[".repeat(deep), one, "]".repeat(deep))
                : join("{\"a\":".repeat(deep), one, "}".repeat(deep));
    }

    private static byte[] join(String before, byte[] one, String after) {
        byte[] out = Mutator.splice(one, 0, 0, FuzzTarget.utf8(before));
        return Mutator.splice(out, out.length, out.length, FuzzTarget.utf8(after));
    }

    private static int withComma(byte[] in, int end) {
        return end < in.length && (in[end] == ',' || in[end] == ':') ? end + 1 : end;
    }

    /** Where a value, chosen by chance, begins and ends; any one byte where none begins. */
    private static int[] value(byte[] in, Mutator mutator) {
        if (in.length == 0) {
            return new int[] {0, 0};
        }
        int at = mutator.random().nextInt(in.length);
        for (int tries = 0; tries < in.length; tries++, at = (at + 1) % in.length) {
            if (in[at] == '"' || in[at] == '{' || in[at] == '[') {
                return new int[] {at, end(in, at)};
            }
            if (isWord(in[at]) && (at == 0 || !isWord(in[at - 1]))) {
                int to = at;
                while (to < in.length && isWord(in[to])) {
                    to++;
                }
                return new int[] {at, to};
            }
        }
        return new int[] {at, at + 1};
    }

    private static boolean isWord(byte b) {
        return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || b == '-' || b == '.' || b == '+';
    }

    private static int end(byte[] in, int at) {
        int open = 0;
        boolean inString = false;
        for (int i = at; i < in.length; i++) {
            if (inString && in[i] == '\\') {
                i++;
            } else if (in[i] == '"') {
                inString = !inString;
            } else if (!inString && (in[i] == '{' || in[i] == '[')) {
                open++;
            } else if (!inString && (in[i] == '}' || in[i] == ']')) {
                open--;
            }
            if (!inString && open <= 0) {
                return Math.min(in.length, i + 1);
            }
        }
        return in.length;
    }

    /** Works on the parts between separators. */
    static byte[] ofText(byte[] in, byte[] other, Mutator mutator) {
        int[] here = part(in, mutator);
        byte[] one = Arrays.copyOfRange(in, here[0], here[1]);
        return switch (mutator.random().nextInt(6)) {
            case 0 -> {
                int[] there = part(other, mutator);
                yield Mutator.splice(in, here[0], here[1], Arrays.copyOfRange(other, there[0], there[1]));
            }
            case 1 -> {
                int[] there = part(in, mutator);
                yield Mutator.splice(in, here[0], here[1], Arrays.copyOfRange(in, there[0], there[1]));
            }
            case 2 -> Mutator.splice(in, here[0], here[1], new byte[0]);
            case 3 -> Mutator.splice(in, here[1], here[1], one);
            case 4 -> {
                byte[] otherCase = one.clone();
                for (int i = 0; i < one.length; i++) {
                    boolean letter = (one[i] >= 'a' && one[i] <= 'z') || (one[i] >= 'A' && one[i] <= 'Z');
                    otherCase[i] = letter ? (byte) (one[i] ^ 0x20) : one[i];
                }
                yield Mutator.splice(in, here[0], here[1], otherCase);
            }
            default -> {
                String separator = SEPARATORS.charAt(mutator.random().nextInt(SEPARATORS.length())) + "";
                yield Mutator.splice(in, here[0], here[0], FuzzTarget.utf8(separator));
            }
        };
    }

    private static int[] part(byte[] in, Mutator mutator) {
        if (in.length == 0) {
            return new int[] {0, 0};
        }
        int at = mutator.random().nextInt(in.length);
        int from = at;
        while (from > 0 && !isSeparator(in[from - 1])) {
            from--;
        }
        int to = at;
        while (to < in.length && !isSeparator(in[to])) {
            to++;
        }
        // Now and then with the separator behind it.
        return new int[] {from, to < in.length && mutator.random().nextBoolean() ? to + 1 : to};
    }

    private static boolean isSeparator(byte b) {
        return b >= 0 && SEPARATORS.indexOf(b) >= 0;
    }

    /** The digits at or after a place; the place alone when there are none. */
    static int[] digits(byte[] in, int at) {
        int from = at;
        while (from < in.length && (in[from] < '0' || in[from] > '9')) {
            from++;
        }
        int to = from;
        while (to < in.length && in[to] >= '0' && in[to] <= '9') {
            to++;
        }
        return from == in.length ? new int[] {at, at} : new int[] {from, to};
    }
}
