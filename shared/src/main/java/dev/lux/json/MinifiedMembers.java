package dev.lux.json;

import java.util.Arrays;

/** Reads the members of objects, one after the other, in JSON that is known to be valid and without white space. */
final class MinifiedMembers {
    private final byte[] in;
    /** The next byte to read. */
    private int at;

    private int keyFrom;
    private int keyTo;

    MinifiedMembers(byte[] in) {
        this.in = in;
    }

    /** Begins the object that comes next. */
    void open() {
        at++;
    }

    /** Reads the next key, after which its value comes; or ends the object. @return whether there was another */
    boolean nextKey() {
        if (in[at] == ',') {
            at++;
        } else if (in[at] == '}') {
            at++;
            return false;
        }
        keyFrom = at;
        keyTo = MinifiedJson.valueEnd(in, at);
        at = keyTo + 1;
        return true;
    }

    /** The last key, unescaped. */
    String key() {
        return JsonStrings.decode(in, keyFrom + 1, keyTo - 1);
    }

    boolean hasSameKey(MinifiedMembers other) {
        return Arrays.equals(in, keyFrom, keyTo, other.in, other.keyFrom, other.keyTo)
                || ((isKeyEscaped() || other.isKeyEscaped()) && key().equals(other.key()));
    }

    private boolean isKeyEscaped() {
        for (int i = keyFrom; i < keyTo; i++) {
            if (in[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** Adds the last key as it is written, and a colon. */
    void copyKey(BoundedBytes out) {
        out.add(in, keyFrom, keyTo + 1);
    }

    boolean isObject() {
        return in[at] == '{';
    }

    boolean isNull() {
        return in[at] == 'n';
    }

    void skipValue() {
        at = MinifiedJson.valueEnd(in, at);
    }

    /** Skips the value here, and there if it is written the same. @return whether it is */
    boolean skipSameValue(MinifiedMembers other) {
        int from = at;
        skipValue();
        int end = other.at + at - from;
        boolean same = end < other.in.length
                && (other.in[end] == ',' || other.in[end] == '}')
                && Arrays.equals(in, from, at, other.in, other.at, end);
        if (same) {
            other.at = end;
        }
        return same;
    }

    int at() {
        return at;
    }

    /** Adds what was read since a place. */
    void copySince(int from, BoundedBytes out) {
        out.add(in, from, at);
    }
}
