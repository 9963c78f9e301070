package dev.lux.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.Programs;
import dev.lux.harness.client.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing of a network stays behind, not even of one whose harness was killed. */
@Timeout(30)
class NamespacesTest {
    @Test
    void a_network_that_is_closed_leaves_nothing() throws Exception {
        Namespaces network = Namespaces.open();
        Place place = network.add(1);
        Process inside = inside(place);
        assertThat(namesOf(ProcessHandle.current().pid())).isNotEmpty();
        network.close();
        assertThat(namesOf(ProcessHandle.current().pid())).isEmpty();
        assertThat(Await.until(Duration.ofSeconds(5), () -> !inside.isAlive()))
                .as("what ran inside has ended")
                .isTrue();
    }

    @Test
    void what_a_killed_harness_left_is_removed_by_the_next() throws Exception {
        Process killed = new ProcessBuilder("true").start();
        killed.waitFor();
        String name = "lx" + Long.toString(killed.pid(), 36) + "-1n1";
        Programs.run(List.of("ip", "netns", "add", name));
        Programs.run(List.of(
                "ip", "link", "add", name.replace("n1", "v1"), "type", "veth", "peer", "name", "eth0", "netns", name));
        Process inside = inside(new Place("", "", List.of("ip", "netns", "exec", name)));
        Namespaces.open().close();
        assertThat(namesOf(killed.pid())).isEmpty();
        assertThat(Await.until(Duration.ofSeconds(5), () -> !inside.isAlive()))
                .as("what ran inside has ended")
                .isTrue();
    }

    /** Runs until somebody ends it; returns when it is there. */
    private static Process inside(Place place) throws IOException {
        List<String> command = new java.util.ArrayList<>(place.within());
        command.addAll(List.of("sh", "-c", "echo there; exec sleep 600"));
        Process process = new ProcessBuilder(command).start();
        assertThat(process.inputReader().readLine()).isEqualTo("there");
        return process;
    }

    private static List<String> namesOf(long pid) throws IOException {
        String owner = "lx" + Long.toString(pid, 36) + "-";
        String all = Programs.run(List.of("ip", "netns", "list")) + Programs.run(List.of("ip", "-br", "link"));
        return all.lines().filter(line -> line.startsWith(owner)).toList();
    }
}
