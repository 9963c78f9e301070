package dev.lux.harness.fuzz;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An input of which something did not hold.
 *
 * @param fault names what, the same for every input that shows it
 * @param seed of the run
 * @param number of the input in it
 * @param found as it came
 * @param input as small as it got
 */
public record Finding(
        String target, String fault, Throwable failure, long seed, long number, byte[] found, byte[] input) {
    private static final int SHOWN = 200;

    /**
     * Writes the input to a file of its own, and beside it what it is and how to read it again.
     *
     * @return the file of the input
     */
    public Path save(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(target + "-" + digest() + ".input");
        Files.write(file, input);
        if (found.length > input.length) {
            Files.write(folder.resolve(target + "-" + digest() + ".found"), found);
        }
        StringWriter stack = new StringWriter();
        failure.printStackTrace(new PrintWriter(stack));
        Files.writeString(
                folder.resolve(target + "-" + digest() + ".txt"),
                fault + "\n\ninput " + number + " of seed " + seed + ", " + found.length + " bytes, made smaller: "
                        + input.length + "\n" + printable() + "\n\n" + replay(file) + "\n\n" + stack);
        return file;
    }

    /** The command that reads the saved input again. */
    static String replay(Path file) {
        String name = file.getFileName().toString();
        return "./lux fuzz --target " + name.substring(0, name.lastIndexOf('-')) + " --replay " + file.toAbsolutePath();
    }

    private String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(found);
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** The input's beginning; what is not visible as a number. */
    private String printable() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.min(SHOWN, input.length); i++) {
            int b = input[i] & 0xff;
            out.append(b >= ' ' && b <= '~' && b != '\\' ? String.valueOf((char) b) : String.format("\\x%02x", b));
        }
        return out.append(input.length > SHOWN ? "..." : "").toString();
    }

    @Override
    public String toString() {
        return target + ": " + fault + ", input " + number + " of seed " + seed + ": " + printable();
    }
}
