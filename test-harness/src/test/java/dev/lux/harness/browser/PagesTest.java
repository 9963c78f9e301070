package dev.lux.harness.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.Repository;
import dev.lux.harness.SharedBroker;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages that the broker serves, in a real browser. */
@Timeout(60)
class PagesTest {
    private static final Duration DEADLINE = Duration.ofSeconds(15);

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

    private static String page(String path) {
        return BROKER.process().url() + path + "#key=" + BROKER.process().key();
    }

    @Test
    void the_key_leaves_the_fragment_for_the_storage_of_the_tab() {
        browser.open("key", page("/apps/board/"));
        browser.awaitText("key", "Live", DEADLINE);

        assertThat(browser.evaluate("key", "location.href").asText())
                .isEqualTo(BROKER.process().url() + "/apps/board/");
        assertThat(browser.evaluate("key", "Object.values({...sessionStorage}).join()")
                        .asText())
                .contains(BROKER.process().key());
        assertThat(browser.evaluate("key", "Object.values({...localStorage}).join() + document.cookie")
                        .asText())
                .isEmpty();
    }

    @Test
    void a_wrong_key_is_asked_for_again() {
        browser.open("wrong", BROKER.process().url() + "/apps/board/#key=not-the-key-at-all");
        browser.awaitText("wrong", "key", DEADLINE);
        browser.evaluate(
                "wrong",
                "new Promise((done) => { const look = () => document.querySelector('input[type=password]') ? done() : setTimeout(look, 50); look(); })");
    }

    @Test
    void a_run_whose_agent_falls_silent_looks_dead_until_it_is_back() {
        String id = "agent-run-SILENT-1";
        Reply taken = BROKER.http()
                .putEnvelope(id, "{\"data\":{\"job\":\"reindex\",\"step\":\"planning\"},\"lease\":\"1s\"}");
        browser.open("silent", page("/apps/agents/?match=agent-run-SILENT-*"));
        browser.awaitText("silent", "silent, was planning", DEADLINE);
        browser.awaitText("silent", "went silent", DEADLINE);
        browser.awaitText("silent", "1 silent", DEADLINE);
        String holder = taken.json().path("holder").asText();
        BROKER.http()
                .putEnvelope(
                        id,
                        "{\"data\":{\"job\":\"reindex\",\"step\":\"complete\"},\"holder\":\"" + holder
                                + "\",\"lease\":null}");
        browser.awaitText("silent", "1 complete", DEADLINE);
    }

    @Test
    void a_question_is_answered_on_the_page_and_the_second_is_told_who_was_first() {
        String id = "agent-run-ASK-1";
        String asked =
                "\"step\":\"waiting on user input\",\"question\":{\"text\":\"Deploy to production?\",\"choices\":[\"yes\",\"no\"]}";
        BROKER.http().put(id, "{\"job\":\"deploy\",\"answer\":null," + asked + "}");
        browser.open("ann", page("/apps/agents/?match=agent-run-ASK-*"));
        browser.awaitText("ann", "Deploy to production?", DEADLINE);
        browser.fill("ann", "#me", "ann");
        browser.click("ann", ".question button");
        browser.awaitText("ann", "deploy was told: yes", DEADLINE);
        browser.awaitText("ann", "1 active", DEADLINE);
        Reply second = BROKER.http()
                .patch(
                        id,
                        "application/json",
                        "{\"data\":{\"answer\":{\"choice\":\"no\",\"by\":\"bob\"}},\"guard\":{\"/answer\":[null]}}");
        assertThat(second.code()).isEqualTo("guard_failed");
        assertThat(second.json().at("/current/data/answer").toString())
                .isEqualTo("{\"choice\":\"yes\",\"by\":\"ann\"}");
    }

    @Test
    void a_card_that_one_operator_moves_by_keyboard_is_seen_by_another() {
        BROKER.http()
                .put("incident-KEYS-1", "{\"ticket\":\"KEYS-1\",\"status\":\"triage\",\"summary\":\"KEYS-1 moves\"}");
        browser.open("one", page("/apps/board/?match=incident-KEYS-*"));
        browser.open("two", page("/apps/board/?match=incident-KEYS-*"));
        browser.awaitText("one", "KEYS-1 moves", DEADLINE);
        browser.awaitText("two", "KEYS-1 moves", DEADLINE);
        browser.evaluate("one", "document.querySelector('#board [tabindex=\"0\"]').focus()");

        browser.press("one", "Shift+ArrowRight");

        // By its column: the card names the next one from the start.
        String moved = "document.querySelector('[data-column=\"investigating\"]').textContent.includes('KEYS-1 moves')";
        browser.evaluate(
                "two",
                "new Promise((done) => { const look = () => " + moved + " ? done() : setTimeout(look, 50); look(); })");
        assertThat(BROKER.http().get("incident-KEYS-1").body()).contains("\"status\":\"investigating\"");
        assertThat(browser.problems("one")).isEmpty();
        assertThat(browser.problems("two")).isEmpty();
    }

    @Test
    void no_served_file_contains_the_key_or_an_inline_script() throws IOException {
        Path served = Repository.root().resolve("web-sdk/dist/broker");
        LuxHttp anyone = new LuxHttp(BROKER.process().url(), "");
        List<Path> files;
        try (Stream<Path> all = Files.walk(served)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertThat(files).hasSizeGreaterThan(8);
        for (Path file : files) {
            Reply reply = anyone.send("GET", "/" + served.relativize(file), "");
            assertThat(reply.status()).as(file.toString()).isEqualTo(200);
            assertThat(reply.body()).doesNotContain(BROKER.process().key());
            assertThat(reply.body()).doesNotContainPattern("(?i)<script(?![^>]*\\ssrc=)");
        }
    }
}
