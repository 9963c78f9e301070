package dev.lux.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lux.harness.client.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a process of the harness has started does not outlive it. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class ChildrenTest {
    private static final Duration SOON = Duration.ofSeconds(40);

    private static void awaitEnd(List<ProcessHandle> processes) {
        assertThat(Await.until(SOON, () -> processes.stream().noneMatch(ProcessHandle::isAlive)))
                .as("all have ended of %s", processes)
                .isTrue();
    }

    /** All that a process has started, when that is at least one which is a broker or whatever else is named so. */
    private static List<ProcessHandle> startedBy(Process process, String named) {
        List<ProcessHandle> found = new ArrayList<>();
        assertThat(Await.until(SOON, Duration.ofMillis(20), () -> {
                    found.clear();
                    process.descendants().forEach(found::add);
                    return found.stream().anyMatch(each -> commandLine(each).contains(named));
                }))
                .as("it starts %s", named)
                .isTrue();
        return found;
    }

    /** The whole of it, see proc(5); what the JDK says of it ends after a page. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    @Test
    void a_child_ends_with_what_it_has_started_and_no_other_begins() throws Exception {
        Children children = new Children(SOON);
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", "sleep 600 & wait");
        Process child = children.begin(shell);
        List<ProcessHandle> all = startedBy(child, "sleep");
        all.add(child.toHandle());
        children.end();
        awaitEnd(all);
        assertThatThrownBy(() -> children.begin(shell)).isInstanceOf(IOException.class);
    }

    @Test
    void a_child_that_does_not_listen_is_killed() throws Exception {
        Children children = new Children(Duration.ofMillis(10));
        Process deaf = children.begin(new ProcessBuilder("sh", "-c", "trap '' TERM; sleep 600 & wait; sleep 600"));
        List<ProcessHandle> all = startedBy(deaf, "sleep");
        all.add(deaf.toHandle());
        children.end();
        awaitEnd(all);
    }

    /** A server that it has started is left neither while it starts nor later: it is ended by the same hook. */
    @Test
    void a_benchmark_that_is_ended_by_a_signal_leaves_no_server() throws Exception {
        Process bench = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "bench",
                        "--work",
                        "FAN_OUT_100",
                        "--servers",
                        "LUX",
                        "--repeat",
                        "1")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<ProcessHandle> all = new ArrayList<>();
        try {
            all.addAll(startedBy(bench, "dev.lux.boot.Main"));
            all.add(bench.toHandle());
            bench.destroy();
            awaitEnd(all);
        } finally {
            bench.destroyForcibly();
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
