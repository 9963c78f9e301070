package dev.lux.harness.broker;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a broker is to be started; immutable.
 *
 * @param env added to an environment that holds no other LUX_ variable
 * @param jvm flags added to the launcher's own
 * @param ready how long the start may take
 */
public record Launch(Map<String, String> env, List<String> jvm, Duration ready) {
    /** The key of every broker that the harness starts. */
    public static final String KEY = "harness-key-0123456789abcdef";

    /** The flags of the launcher; what each is for is written there. */
    private static final List<String> FLAGS = List.of(
            "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
            "--add-modules=java.se",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xmx512m");

    public Launch {
        env = Map.copyOf(env);
        jvm = List.copyOf(jvm);
    }

    /** A broker with its defaults. */
    public static Launch broker() {
        return new Launch(Map.of("LUX_API_KEY", KEY), List.of(), Duration.ofSeconds(60));
    }

    public Launch env(String name, String value) {
        Map<String, String> more = new TreeMap<>(env);
        more.put(name, value);
        return new Launch(more, jvm, ready);
    }

    public Launch jvm(String... flags) {
        List<String> more = new ArrayList<>(jvm);
        more.addAll(Arrays.asList(flags));
        return new Launch(env, more, ready);
    }

    /** Starts it and returns when it accepts writes. */
    public BrokerProcess start() throws IOException {
        return BrokerProcess.start(this);
    }

    ProcessBuilder process() {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(FLAGS);
        command.addAll(jvm);
        command.addAll(List.of("-cp", classPath(), "dev.lux.boot.Main", "up", "--port", "0"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("LUX_"));
        builder.environment().putAll(env);
        return builder;
    }

    /** This JVM's class path without the tests: their log settings are not the broker's. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
