package dev.lux.boot.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HaproxyTest {
    @Test
    void only_addresses_differ_from_what_operators_get() throws IOException {
        List<String> shipped = Files.readAllLines(Path.of("../cluster-config/balancer/haproxy.cfg"));
        List<String> ours = Haproxy.configuration("0.0.0.0", 9000, List.of(41001, 41002, 41003))
                .lines()
                .toList();
        assertThat(ours)
                .contains("  bind 0.0.0.0:9000")
                .endsWith(
                        "  server lux-1 127.0.0.1:41001",
                        "  server lux-2 127.0.0.1:41002",
                        "  server lux-3 127.0.0.1:41003");
        assertThat(shipped).contains("  bind :8080").last().asString().startsWith("  server ");
        assertThat(ours).hasSameSizeAs(shipped);
        assertThat(ours.stream()
                        .filter(line -> !line.matches("  (bind|server) .*"))
                        .toList())
                .isEqualTo(shipped.stream()
                        .filter(line -> !line.matches("  (bind|server) .*"))
                        .toList());
    }
}
