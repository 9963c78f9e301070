package dev.lux.harness.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.SharedBroker;
import dev.lux.harness.browser.Browser;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProofTest {
    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    @Test
    @Timeout(180)
    void every_use_case_is_proven() throws IOException {
        assertThat(Proof.run(BROKER.process().url(), BROKER.process().key(), System.out))
                .isTrue();
    }

    @Test
    @Timeout(120)
    void what_is_written_elsewhere_is_not_proven() throws IOException {
        UseCase unseen = new UseCase("nothing", "device-nowhere", "/apps/document/?match=other-*", "\"a\":1", "unseen");
        try (Browser browser = Browser.launch()) {
            Prover prover = new Prover(
                    BROKER.process().url(), BROKER.process().key(), browser, java.time.Duration.ofMillis(500));

            assertThat(prover.prove(unseen).passed()).isFalse();
        }
    }
}
