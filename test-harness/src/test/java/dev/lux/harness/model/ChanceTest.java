package dev.lux.harness.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ChanceTest {
    @Test
    void a_hundred_clients_begin_at_all_nodes() {
        Map<Integer, Long> clients = IntStream.range(0, 100)
                .boxed()
                .collect(Collectors.groupingBy(
                        client -> Chance.of(1, "s" + client).nextInt(4), Collectors.counting()));
        assertThat(clients).hasSize(4);
        assertThat(clients.values()).allMatch(number -> number >= 10);
    }

    @Test
    void the_same_seed_gives_the_same() {
        assertThat(Chance.of(7, "s1").nextLong()).isEqualTo(Chance.of(7, "s1").nextLong());
        assertThat(Chance.of(7, "s1").nextLong())
                .isNotEqualTo(Chance.of(7, "s2").nextLong())
                .isNotEqualTo(Chance.of(8, "s1").nextLong());
    }
}
