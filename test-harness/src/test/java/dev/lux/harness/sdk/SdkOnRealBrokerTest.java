package dev.lux.harness.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.SharedBroker;
import dev.lux.harness.browser.Shell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class SdkOnRealBrokerTest {
    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    @Test
    @Timeout(180)
    void the_sdk_keeps_its_promises_with_a_real_broker() throws Exception {
        Shell.Outcome outcome = Shell.run(BROKER.process(), "cd web-sdk && npm run --silent test:broker");

        System.out.println(outcome.output());
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    @Test
    @Timeout(60)
    void the_demo_feeds_every_page() throws Exception {
        Shell.Outcome outcome = Shell.run(BROKER.process(), "./lux demo --seconds 3 --seed 1");

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        for (String pattern : new String[] {"incident-*", "dashboard-main", "workflow-*", "device-*"}) {
            assertThat(BROKER.http().list("match=" + pattern).body())
                    .as(pattern)
                    .contains("\"summary\"");
        }
    }
}
