package dev.lux.harness.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.cluster.Node;
import java.time.Duration;
import java.util.Set;

/** A fault in the middle of load: it happens, nothing that was acknowledged is lost, and everybody is current after it. */
final class UnderPressure {
    /** Subscribers are current this long after the last write, whatever happened before. */
    static final Duration CURRENT = Duration.ofSeconds(5);

    static final Duration AFTER_A_DEATH = Duration.ofSeconds(5);
    static final Duration AFTER_A_SILENCE = Duration.ofSeconds(15);

    private static final int WRITES = 200;

    private UnderPressure() {}

    /**
     * @param longest what one write may wait
     * @param reader is asked for the last states
     */
    static void survives(Disturbance fault, Pressure load, Duration longest, Node reader) throws Exception {
        long start = System.nanoTime();
        try (load) {
            load.awaitAcks(WRITES);
            load.forgetLongest();
            boolean ended = false;
            try {
                load.apart(fault.isolated());
                String proof = fault.begin();
                assertThat(proof).isNotBlank();
                System.out.printf("%s: %s%n", fault.kind(), proof);
                load.mute(fault.isolated());
                load.awaitAcks(WRITES);
                load.mute(Set.of());
                ended = true;
                fault.end();
                load.apart(Set.of());
            } finally {
                if (!ended) {
                    fault.end();
                }
            }
            load.awaitAcks(WRITES);
            Duration waited = load.longest();
            assertThat(load.end(reader, CURRENT)).isEmpty();
            assertThat(waited).as("the longest write").isLessThan(longest);
        } finally {
            System.out.printf("  took %d ms%n", (System.nanoTime() - start) / 1_000_000);
        }
    }
}
