package dev.lux.harness.broker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a broker is to be started; immutable.
 *
 * @param env added to an environment that holds no other LUX_ variable
 * @param jvm flags added to the launcher's own
 * @param ready how long the start may take
 * @param within a command that runs the JVM's, such as {@code ip netns exec NAME}; it must become the JVM, not start it
 * @param main the class to start; one of the tests' class path may stand in for the broker's
 * @param output where everything that it prints is appended; null keeps the first lines in memory alone
 */
public record Launch(
        Map<String, String> env,
        List<String> jvm,
        Duration ready,
        List<String> within,
        String main,
        @Nullable Path output) {
    /** The key of every broker that the harness starts. */
    public static final String KEY = "harness-key-0123456789abcdef";

    private static final String BROKER = "dev.lux.boot.Main";

    /** Set by the launcher of {@code lux}: the class path of the broker that it would start, and its class archive. */
    private static final String SHIPPED = System.getProperty("lux.shipped.classpath", "");

    private static final String ARCHIVE = System.getProperty("lux.shipped.archive", "");

    /** A flag for the JVM of every broker: the build of the tests sets one, and who wants to try one can. */
    private static final String FLAG = System.getProperty("lux.broker.flag", "");

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
        within = List.copyOf(within);
    }

    /** A broker with its defaults, on a free port of loopback. */
    public static Launch broker() {
        return new Launch(
                Map.of("LUX_API_KEY", KEY, "LUX_PORT", "0"),
                List.of(),
                Duration.ofSeconds(60),
                List.of(),
                BROKER,
                null);
    }

    public Launch env(String name, String value) {
        Map<String, String> more = new TreeMap<>(env);
        more.put(name, value);
        return new Launch(more, jvm, ready, within, main, output);
    }

    public Launch jvm(String... flags) {
        List<String> more = new ArrayList<>(jvm);
        more.addAll(Arrays.asList(flags));
        return new Launch(env, more, ready, within, main, output);
    }

    public Launch within(List<String> command) {
        return new Launch(env, jvm, ready, command, main, output);
    }

    /** Another main class, which the class path of the tests has too. */
    public Launch main(String name) {
        return new Launch(env, jvm, ready, within, name, output);
    }

    public Launch output(Path file) {
        return new Launch(env, jvm, ready, within, main, file);
    }

    /** With a heap that is touched as a whole at the start: what the process then grows by lies outside of it. */
    public Launch heapTouched() {
        return jvm("-Xms512m", "-XX:+AlwaysPreTouch");
    }

    /** Starts it and returns when it accepts writes. */
    public BrokerProcess start() throws IOException {
        BrokerProcess broker = begin();
        broker.awaitReady();
        return broker;
    }

    /** Starts it and returns at once: members of a cluster are ready together. */
    public BrokerProcess begin() throws IOException {
        return new BrokerProcess(this);
    }

    ProcessBuilder process() {
        List<String> command = new ArrayList<>(within);
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(FLAGS);
        if (!ARCHIVE.isEmpty()) {
            command.add("-XX:SharedArchiveFile=" + ARCHIVE);
        }
        if (!FLAG.isEmpty()) {
            command.add(FLAG);
        }
        command.addAll(jvm);
        command.addAll(List.of("-cp", classPath(), main, "up"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("LUX_"));
        builder.environment().putAll(env);
        return builder;
    }

    /**
     * What ships, as the launcher names it, for only that fits its class archive; else this JVM's own class path. Without
     * the tests, but for a main class of theirs.
     */
    private String classPath() {
        String own = System.getProperty("java.class.path");
        if (!SHIPPED.isEmpty()) {
            return main.equals(BROKER) ? SHIPPED : SHIPPED + File.pathSeparator + own;
        }
        return Arrays.stream(own.split(File.pathSeparator, -1))
                .filter(entry -> !main.equals(BROKER) || !entry.contains("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
