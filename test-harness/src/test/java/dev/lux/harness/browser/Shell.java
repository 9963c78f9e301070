package dev.lux.harness.browser;

import dev.lux.harness.Repository;
import dev.lux.harness.broker.BrokerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Runs shell text as a reader of the documentation would, against a broker. */
public final class Shell {
    private Shell() {}

    /**
     * @param exitCode of the last command, or of the first that failed
     * @param output both streams
     */
    public record Outcome(int exitCode, String output) {}

    public static Outcome run(BrokerProcess broker, String text) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-eu", "-c", text)
                .directory(Repository.root().toFile())
                .redirectErrorStream(true);
        builder.environment().put("BROKER", broker.url().toString());
        builder.environment().put("LUX_URL", broker.url().toString());
        builder.environment().put("LUX_API_KEY", broker.key());
        builder.environment().put("LUX_CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(180, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("still running:\n" + text);
        }
        return new Outcome(process.exitValue(), output);
    }
}
