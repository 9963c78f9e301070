package dev.lux.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class WriterTest {
    @Test
    void everyEventLoopOfEveryNodeIsAnotherWriter() {
        Set<Long> writers = new HashSet<>();
        for (int node = 0; node < 20; node++) {
            for (int index = 0; index < 4_096; index++) {
                writers.add(Writer.of("node-" + node, index));
            }
        }
        assertThat(writers).hasSize(20 * 4_096);
    }

    @Test
    void aWriterNamesItsNode() {
        long node = Writer.ofNode("node-1");
        assertThat(node).isNotEqualTo(Writer.ofNode("node-2"));
        assertThat(Writer.nodeOf(Writer.of("node-1", 0))).isEqualTo(node);
        assertThat(Writer.nodeOf(Writer.of("node-1", 4_095))).isEqualTo(node);
    }
}
