package dev.lux.harness.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.SharedBroker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the product's three pages, to the letter. */
@Timeout(60)
class SeedsTest {
    private static final Duration DEADLINE = Duration.ofSeconds(15);
    private static final String FROM_COPY = "import { lux } from './lux.js';\n";

    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    private static Browser browser;

    @BeforeAll
    static void launch() throws IOException {
        browser = Browser.launch();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    private static String seed(String name) throws IOException {
        try (InputStream in = SeedsTest.class.getResourceAsStream("/seeds/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "live-dashboard.sh, dashboard-main",
        "operations-board.sh, incident-INC-1042",
        "agent-progress.sh, workflow-invoice-reconcile-abc123"
    })
    void the_curl_example_is_acknowledged(String name, String id) throws Exception {
        Shell.Outcome outcome = Shell.run(BROKER.process(), seed(name));

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output()).contains("{\"id\":\"" + id + "\",\"version\":");
        assertThat(seed(name)).contains("\"data\":" + data(BROKER.http().get(id).body()));
    }

    private static String data(String document) {
        return document.substring(document.indexOf("\"data\":") + 7, document.indexOf(",\"meta\":"));
    }

    @Test
    void the_dashboard_example_shows_the_state_and_its_changes() throws Exception {
        Shell.run(BROKER.process(), seed("live-dashboard.sh"));
        try (ScriptPage page = ScriptPage.serve(BROKER.process(), seed("live-dashboard.js"))) {
            browser.open("seed", page.url());
            browser.awaitText(
                    "seed", "{\"metric\":\"orders_per_second\",\"value\":42,\"source\":\"metrics-agent\"}", DEADLINE);
            browser.watch("seed", "\"value\":43");
            BROKER.http().put("dashboard-main", "{\"metric\":\"orders_per_second\",\"value\":43}");
            browser.awaitSeen("seed", DEADLINE);
            assertThat(browser.problems("seed")).isEmpty();
        }
    }

    @Test
    void the_agent_example_shows_the_state_with_the_sdk_of_the_broker() throws Exception {
        Shell.run(BROKER.process(), seed("agent-progress.sh"));
        String fromBroker = "import { lux } from '" + BROKER.process().url() + "/lux.js';\n";
        try (ScriptPage page = ScriptPage.serve(BROKER.process(), fromBroker + seed("agent-progress.js"))) {
            browser.open("seed", page.url());
            browser.awaitText(
                    "seed", "{\"job\":\"invoice-reconcile\",\"step\":\"validating\",\"progress\":67}", DEADLINE);
            assertThat(browser.problems("seed")).isEmpty();
        }
    }

    @Test
    void the_board_example_writes_what_another_board_sees() throws Exception {
        String board = FROM_COPY
                + "const board = lux('ops-board-main', { endpoint: `${broker}/api/lux`, apiKey, realtime: true, debounce: 100 });\n"
                + "await board.load((state, meta) => render(state));\n";
        BROKER.http().put("ops-board-main", "{\"status\":\"triage\"}");
        try (ScriptPage writer = ScriptPage.serve(BROKER.process(), board + seed("operations-board.js"));
                ScriptPage reader = ScriptPage.serve(BROKER.process(), board)) {
            browser.open("reader", reader.url());
            browser.open("writer", writer.url());
            browser.awaitText(
                    "reader", "{\"status\":\"mitigating\",\"ticket\":\"INC-1042\",\"owner\":\"operator-a\"}", DEADLINE);
        }
    }
}
