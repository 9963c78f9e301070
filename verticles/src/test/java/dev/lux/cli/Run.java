package dev.lux.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Runs the command line inside the test: a shell in memory, a clock that only pauses move. */
final class Run {
    static final Instant NOW = Instant.parse("2026-06-17T22:18:10Z");

    final List<Duration> pauses = new ArrayList<>();
    private final Map<String, String> env = new HashMap<>(Map.of("LUX_API_KEY", "k"));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private byte[] in = new byte[0];
    private boolean terminal;
    private Instant now = NOW;
    int exit = -1;

    static Run piped() {
        return new Run();
    }

    static Run onTerminal() {
        Run run = new Run();
        run.terminal = true;
        return run;
    }

    Run env(String name, String value) {
        env.put(name, value);
        return this;
    }

    Run stdin(String text) {
        in = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    Run lux(String url, String... args) {
        env.put("LUX_URL", url);
        Shell shell = new Shell(
                env,
                new ByteArrayInputStream(in),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal,
                () -> now,
                new SplittableRandom(1),
                duration -> {
                    pauses.add(duration);
                    now = now.plus(duration);
                });
        exit = Main.run(shell, args);
        return this;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
