package dev.lux.harness.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.SharedBroker;
import dev.lux.harness.client.Await;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The React hooks, in a real React under StrictMode, in a real browser. */
@Timeout(60)
class ReactTest {
    private static final Duration DEADLINE = Duration.ofSeconds(15);

    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    private static Browser browser;
    private static ScriptPage page;

    @BeforeAll
    static void launch() throws Exception {
        browser = Browser.launch();
        Shell.Outcome bundle = Shell.run(BROKER.process(), "node web-sdk/test/react-page/bundle.mjs");
        assertThat(bundle.exitCode()).as(bundle.output()).isZero();
        page = ScriptPage.serve(BROKER.process(), bundle.output());
    }

    @AfterAll
    static void close() {
        page.close();
        browser.close();
    }

    private static int openSockets() {
        return browser.evaluate("app", "sockets.filter(({ readyState }) => readyState === 1).length")
                .asInt();
    }

    private static int present() {
        return BROKER.http()
                .list("match=presence:react-board:*")
                .json()
                .path("total")
                .asInt();
    }

    @Test
    void a_component_shows_what_is_there_while_it_is_there() {
        BROKER.http().put("react-run", "{\"step\":\"one\"}");
        BROKER.http().put("react-other", "{\"step\":\"elsewhere\"}");
        BROKER.http().put("react-incident-1", "{\"step\":\"a\"}");
        browser.open("app", page.url());
        browser.awaitText("app", "react-run is at one, live, claim ", DEADLINE);
        browser.awaitText("app", "all: a.", DEADLINE);
        browser.awaitText("app", "here: ann!.", DEADLINE);
        browser.awaitText("app", "status live", DEADLINE);
        // StrictMode mounts everything twice; all hooks share one socket, and it was opened once.
        assertThat(browser.evaluate("app", "sockets.length").asInt()).isEqualTo(1);

        BROKER.http().put("react-incident-2", "{\"step\":\"b\"}");
        browser.awaitText("app", "all: a b.", DEADLINE);
        BROKER.http().delete("react-incident-1");
        browser.awaitText("app", "all: b.", DEADLINE);
        browser.click("app", "#advance");
        browser.awaitText("app", "react-run is at two", DEADLINE);
        browser.click("app", "#claim");
        browser.awaitText("app", "claim true \"ann\"", DEADLINE);
        assertThat(BROKER.http().get("react-run").json().path("data").toString())
                .isEqualTo("{\"step\":\"two\",\"owner\":\"ann\"}");

        browser.click("app", "#rename");
        browser.awaitText("app", "here: anna!.", DEADLINE);
        assertThat(present()).isEqualTo(1);
        browser.click("app", "#other");
        browser.awaitText("app", "react-other is at elsewhere, live", DEADLINE);

        browser.click("app", "#hide");
        assertThat(Await.until(DEADLINE, () -> openSockets() == 0)).isTrue();
        assertThat(Await.until(DEADLINE, () -> present() == 0)).isTrue();
        assertThat(browser.problems("app")).isEmpty();
    }
}
