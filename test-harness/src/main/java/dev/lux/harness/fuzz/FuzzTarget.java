package dev.lux.harness.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One reader of input from outside, and what must hold of it.
 *
 * @param form how inputs are damaged beside byte by byte
 * @param maxBytes more never reach this reader
 * @param refusal the only exception that says that an input is refused
 * @param seeds inputs to begin with, most of them valid
 * @param words what is put into inputs
 * @param attack reads one input and looks at what came of it
 * @param own a way to damage an input that knows its structure; may give the input back as it was
 */
public record FuzzTarget(
        String name,
        Form form,
        int maxBytes,
        Class<? extends RuntimeException> refusal,
        List<byte[]> seeds,
        List<byte[]> words,
        Attack attack,
        Remake own) {

    /** What an input looks like. */
    public enum Form {
        /** JSON, whose values can be exchanged, wrapped and left out. */
        JSON,
        /** Text with separators. */
        TEXT,
        /** Bytes with lengths and numbers in them. */
        BYTES
    }

    /** Reads one input. */
    public interface Attack {
        /**
         * Reads one input through {@code product}, and looks at the result.
         *
         * @return what the input came to, in few words: inputs that come to something new are kept
         * @throws Exception anything but a refusal, or {@link Broken}, is a finding
         */
        String run(byte[] input, Product product) throws Exception;
    }

    /** Damages an input in a way of its own. */
    public interface Remake {
        byte[] remake(byte[] input, Mutator mutator);
    }

    /** A target without seeds. */
    public static FuzzTarget of(
            String name, Form form, int maxBytes, Class<? extends RuntimeException> refusal, Attack attack) {
        return new FuzzTarget(name, form, maxBytes, refusal, List.of(), List.of(), attack, (input, mutator) -> input);
    }

    FuzzTarget seededBytes(List<byte[]> more) {
        return new FuzzTarget(name, form, maxBytes, refusal, joined(seeds, more), words, attack, own);
    }

    /** Valid inputs as text. */
    public FuzzTarget seeded(String... more) {
        return seededBytes(Stream.of(more).map(FuzzTarget::utf8).toList());
    }

    FuzzTarget knowing(String... more) {
        List<byte[]> all =
                joined(words, Arrays.stream(more).map(FuzzTarget::utf8).toList());
        return new FuzzTarget(name, form, maxBytes, refusal, seeds, all, attack, own);
    }

    FuzzTarget remadeBy(Remake remake) {
        return new FuzzTarget(name, form, maxBytes, refusal, seeds, words, attack, remake);
    }

    private static List<byte[]> joined(List<byte[]> some, List<byte[]> more) {
        List<byte[]> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** For what comes as headers do: a character for each byte. */
    static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** For what comes as text: what is not UTF-8 is replaced. */
    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name;
    }
}
