package dev.lux.harness.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line, as a user runs it: a process of its own. */
final class Client {
    private static final long SECONDS = 90;

    private Client() {}

    /** @param exit the exit code; 90 s without an end is an error */
    record Result(int exit, String out, String err) {
        JsonNode json() {
            return Json.parse(out);
        }
    }

    static Result run(URI url, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.lux.cli.Main"));
        command.addAll(List.of(arguments));
        Path err = Files.createTempFile("lux-client", ".err");
        Path out = Files.createTempFile("lux-client", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(err.toFile()).redirectOutput(out.toFile());
        builder.environment().put("LUX_URL", url.toString());
        builder.environment().put("LUX_API_KEY", Launch.KEY);
        Process process = builder.start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("no end within " + SECONDS + " s: " + command);
            }
            return new Result(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
            Files.delete(err);
            Files.delete(out);
        }
    }
}
