package dev.lux.boot.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ChildTest {
    private final ByteArrayOutputStream reported = new ByteArrayOutputStream();

    private Child child(String script, String... arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of("sh", "-c", script));
        command.addAll(List.of(arguments));
        return new Child(
                "child",
                new ProcessBuilder(command),
                line -> line.startsWith("ready"),
                new PrintStream(reported, true, UTF_8));
    }

    @Test
    void it_is_ready_when_it_says_so_and_ends_when_it_is_told_to() throws Exception {
        Child child = child("echo starting; echo ready; exec sleep 100");
        child.ready().get(10, TimeUnit.SECONDS);
        child.terminate();
        assertThat(child.awaitEnd(TimeUnit.SECONDS.toNanos(10))).isTrue();
        assertThat(reported.toString(UTF_8)).isEmpty();
    }

    @Test
    void one_that_ends_before_it_is_ready_is_a_failure() throws Exception {
        Child child = child("exit 7");
        assertThatThrownBy(() -> child.ready().get(10, TimeUnit.SECONDS))
                .hasRootCauseMessage("child ended with 7 before it was ready");
    }

    @Test
    void one_that_ends_by_itself_is_started_again(@TempDir Path folder) throws Exception {
        Path starts = folder.resolve("starts");
        // The first run ends as soon as it was ready, the second one stays.
        Child child =
                child("echo x >> \"$0\"; echo ready; [ $(wc -l < \"$0\") -gt 1 ] && exec sleep 100", starts.toString());
        child.ready().get(10, TimeUnit.SECONDS);
        while (!Files.exists(starts) || Files.readAllLines(starts).size() < 2) {
            Thread.onSpinWait();
        }
        assertThat(reported.toString(UTF_8)).contains("child ended with 1; again in 2 s");
        child.terminate();
        assertThat(child.awaitEnd(TimeUnit.SECONDS.toNanos(10))).isTrue();
        assertThat(Files.readAllLines(starts)).hasSize(2);
    }

    @Test
    void one_that_does_not_listen_is_killed() throws Exception {
        Child child = child("trap '' TERM; echo ready; while :; do sleep 1; done");
        child.ready().get(10, TimeUnit.SECONDS);
        child.terminate();
        assertThat(child.awaitEnd(TimeUnit.MILLISECONDS.toNanos(200))).isFalse();
        assertThat(reported.toString(UTF_8)).contains("did not stop in time");
    }
}
