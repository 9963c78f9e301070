package dev.lux.harness;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Finds and runs programs of the machine. */
public final class Programs {
    private Programs() {}

    /**
     * The path of a program: from {@code PATH}, or from where Debian keeps those of administrators.
     *
     * @param debianPackage what to install when it is not there
     * @throws IOException which says so
     */
    public static String find(String name, String debianPackage) throws IOException {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(
                        Arrays.stream(path.split(File.pathSeparator, -1)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() -> new IOException(
                        "No " + name + " found: install it (Debian: apt-get install " + debianPackage + ")."));
    }

    /**
     * Runs a command and returns what it printed, both streams.
     *
     * @throws IOException with that, when it does not end with 0
     */
    public static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + output.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return output;
    }
}
