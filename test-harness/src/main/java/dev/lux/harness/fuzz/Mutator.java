package dev.lux.harness.fuzz;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

/** Damages inputs, by chance from a seed: bytes, words, ranges, numbers, and values or parts. Belongs to one thread. */
public final class Mutator {
    private static final byte[] LIKELY = FuzzTarget.utf8("{}[]\",:\\/~u0 \t\r\n'*-+.eE%=&;()<>#@!|_aZ9\u0000\u007f");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1",
            "-1",
            "1.0",
            "01",
            "+1",
            "1e1",
            "1e9999",
            "1e10000",
            "-1e-9999",
            "127",
            "128",
            "255",
            "256",
            "65535",
            "65536",
            "2147483647",
            "2147483648",
            "-2147483648",
            "4294967296",
            "9007199254740991",
            "9007199254740992",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "18446744073709551615",
            "18446744073709551616",
            "0.1",
            "1e-7",
            "99999999999999999999");
    private static final List<byte[]> NOT_UTF8 = List.of(
            bytes(0xff),
            bytes(0x80),
            bytes(0xc0, 0xaf),
            bytes(0xc3),
            bytes(0xed, 0xa0, 0x80),
            bytes(0xed, 0xbf, 0xbf),
            bytes(0xe2, 0x82),
            bytes(0xf0, 0x80, 0x80, 0xaf),
            bytes(0xf4, 0x90, 0x80, 0x80),
            bytes(0xf8, 0x88),
            bytes(0xef, 0xbb, 0xbf),
            bytes(0xe2, 0x80, 0xae),
            bytes(0xf0, 0x9f, 0x9a, 0x80),
            bytes(0xc2, 0x85));
    private static final long[] EDGES = {
        0,
        1,
        2,
        3,
        0x7d,
        0x7e,
        0x7f,
        0x80,
        0xff,
        0x100,
        0x3fff,
        0x4000,
        0x7fff,
        0x8000,
        0xffff,
        0x10000,
        0x1fff + 0xe003,
        Integer.MAX_VALUE,
        1L << 31,
        (1L << 32) - 1,
        1L << 32,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1,
        -2
    };

    private final Random random;
    private final FuzzTarget target;

    Mutator(Random random, FuzzTarget target) {
        this.random = random;
        this.target = target;
    }

    Random random() {
        return random;
    }

    /**
     * A damaged copy: by the target's own way, or by one to some changes.
     *
     * @param other another input, of which parts may be taken
     */
    byte[] mutate(byte[] input, byte[] other) {
        byte[] out = random.nextInt(3) == 0 ? target.own().remake(input, this) : input;
        int changes = out == input ? 1 + random.nextInt(random.nextInt(4) == 0 ? 6 : 2) : random.nextInt(2);
        for (int i = 0; i < changes; i++) {
            out = change(out, other);
        }
        return out.length <= target.maxBytes() ? out : java.util.Arrays.copyOf(out, target.maxBytes());
    }

    /** One change. */
    byte[] change(byte[] in, byte[] other) {
        if (in.length == 0) {
            return word();
        }
        int at = random.nextInt(in.length);
        int end = at + 1 + random.nextInt(Math.min(in.length - at, 1 + (1 << random.nextInt(12))));
        return switch (random.nextInt(16)) {
            case 0 -> with(in, at, (byte) (in[at] ^ 1 << random.nextInt(8)));
            case 1 -> with(in, at, (byte) random.nextInt());
            case 2 -> with(in, at, LIKELY[random.nextInt(LIKELY.length)]);
            case 3 -> splice(in, at, at, bytes(LIKELY[random.nextInt(LIKELY.length)]));
            case 4 -> splice(in, at, at, word());
            case 5 -> splice(in, at, end, word());
            case 6 -> splice(in, at, end, new byte[0]);
            case 7 -> repeated(in, at, end, 1 + (1 << random.nextInt(6)));
            case 8 ->
                random.nextBoolean()
                        ? java.util.Arrays.copyOf(in, at)
                        : java.util.Arrays.copyOfRange(in, at, in.length);
            case 9 -> splice(in, at, end, part(other));
            case 10 -> splice(in, at, random.nextBoolean() ? at : end, pick(NOT_UTF8));
            case 11 -> number(in, at);
            case 12 ->
                splice(
                        in,
                        at,
                        at,
                        java.util.Arrays.copyOfRange(in, at / 2, at / 2 + Math.min(end - at, in.length - at / 2)));
            default -> structured(in, other);
        };
    }

    private byte[] structured(byte[] in, byte[] other) {
        return switch (target.form()) {
            case JSON -> Structure.ofJson(in, other, this);
            case TEXT -> Structure.ofText(in, other, this);
            case BYTES -> number(in, random.nextInt(in.length));
        };
    }

    /** A number at its edges, in place of one, or of bytes that may be one. */
    private byte[] number(byte[] in, int at) {
        if (target.form() != FuzzTarget.Form.BYTES) {
            int[] digits = Structure.digits(in, at);
            return splice(in, digits[0], digits[1], FuzzTarget.utf8(pick(NUMBERS)));
        }
        long edge = EDGES[random.nextInt(EDGES.length)];
        int size = 1 << random.nextInt(4);
        byte[] fixed = java.util.Arrays.copyOfRange(
                ByteBuffer.allocate(Long.BYTES).putLong(edge).array(), Long.BYTES - size, Long.BYTES);
        return splice(in, at, Math.min(in.length, at + size), random.nextBoolean() ? fixed : lengthOf(edge));
    }

    /** Seven bits in each byte, lowest first. */
    private static byte[] lengthOf(long number) {
        ByteBuffer out = ByteBuffer.allocate(10);
        long rest = number;
        for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
            out.put((byte) (rest | 0x80));
        }
        out.put((byte) rest);
        return java.util.Arrays.copyOf(out.array(), out.position());
    }

    private byte[] repeated(byte[] in, int at, int end, int times) {
        int room = Math.max(0, target.maxBytes() - in.length) / (end - at);
        byte[] copies = new byte[(end - at) * Math.min(times, room)];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = in[at + i % (end - at)];
        }
        return splice(in, end, end, copies);
    }

    private byte[] word() {
        return target.words().isEmpty() || random.nextInt(8) == 0
                ? FuzzTarget.utf8(pick(NUMBERS))
                : pick(target.words());
    }

    private byte[] part(byte[] other) {
        if (other.length == 0) {
            return word();
        }
        int from = random.nextInt(other.length);
        return java.util.Arrays.copyOfRange(other, from, from + 1 + random.nextInt(other.length - from));
    }

    <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static byte[] with(byte[] in, int at, byte value) {
        byte[] out = in.clone();
        out[at] = value;
        return out;
    }

    /** A copy with other bytes in place of a range. */
    static byte[] splice(byte[] in, int from, int to, byte[] instead) {
        byte[] out = new byte[in.length - (to - from) + instead.length];
        System.arraycopy(in, 0, out, 0, from);
        System.arraycopy(instead, 0, out, from, instead.length);
        System.arraycopy(in, to, out, from + instead.length, in.length - to);
        return out;
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
