package dev.lux.json;

/** Where values end in JSON that is known to be valid and without insignificant white space. Does not recurse. */
final class MinifiedJson {
    private MinifiedJson() {}

    /** @return the first byte behind the value that begins at {@code at} */
    static int valueEnd(byte[] in, int at) {
        return switch (in[at]) {
            case '"' -> stringEnd(in, at);
            case '{', '[' -> containerEnd(in, at);
            default -> wordEnd(in, at);
        };
    }

    /** @param at its opening quote */
    private static int stringEnd(byte[] in, int at) {
        int end = at + 1;
        while (in[end] != '"') {
            end += in[end] == '\\' ? 2 : 1;
        }
        return end + 1;
    }

    private static int containerEnd(byte[] in, int at) {
        int open = 0;
        int end = at;
        do {
            byte b = in[end];
            if (b == '"') {
                end = stringEnd(in, end);
                continue;
            }
            if (b == '{' || b == '[') {
                open++;
            } else if (b == '}' || b == ']') {
                open--;
            }
            end++;
        } while (open > 0);
        return end;
    }

    /** Of a number or a literal. */
    private static int wordEnd(byte[] in, int at) {
        int end = at;
        while (end < in.length && in[end] != ',' && in[end] != '}' && in[end] != ']') {
            end++;
        }
        return end;
    }
}
