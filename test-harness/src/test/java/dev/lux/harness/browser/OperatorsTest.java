package dev.lux.harness.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.SharedBroker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three operators at one board, each in a browser of their own, of which one crashes. */
@Timeout(90)
class OperatorsTest {
    private static final Duration DEADLINE = Duration.ofSeconds(15);
    private static final String CARD = "document.querySelector('[data-id=\"incident-OPS-1\"]')";

    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    private static Map<String, Browser> operators;

    @BeforeAll
    static void launch() throws IOException {
        operators = Map.of("ann", Browser.launch(), "bob", Browser.launch(), "eve", Browser.launch());
    }

    @AfterAll
    static void close() {
        operators.values().forEach(Browser::close);
    }

    private static void open(String name) {
        Browser browser = operators.get(name);
        browser.open(
                "board",
                BROKER.process().url() + "/apps/board/?match=incident-OPS-*#key="
                        + BROKER.process().key());
        browser.awaitText("board", "OPS-1 burns", DEADLINE);
        browser.fill("board", "#me", name);
        browser.press("board", "Tab");
    }

    /** Does nothing until the moment, hears of nothing meanwhile, and takes the card that it saw before. */
    private static CompletableFuture<Void> takeAt(String name, long moment) {
        String take = "{ while (Date.now() < %d); %s.querySelector('button').click(); }".formatted(moment, CARD);
        return CompletableFuture.runAsync(() -> operators.get(name).evaluate("board", take));
    }

    @Test
    void two_claim_one_incident_at_once_one_crashes_and_the_third_sees_both() throws Exception {
        BROKER.http().put("incident-OPS-1", "{\"ticket\":\"OPS-1\",\"status\":\"triage\",\"summary\":\"OPS-1 burns\"}");
        List.of("ann", "bob", "eve").forEach(OperatorsTest::open);
        operators.get("eve").awaitText("board", "3 look at this: you, ann, bob", DEADLINE);
        operators.get("ann").awaitText("board", "3 look at this: you, bob, eve", DEADLINE);

        long moment = System.currentTimeMillis() + 700;
        CompletableFuture.allOf(takeAt("ann", moment), takeAt("bob", moment)).get(10, TimeUnit.SECONDS);

        Browser third = operators.get("eve");
        third.evaluate(
                "board",
                "new Promise((done) => { const look = () => " + CARD
                        + ".querySelector('[data-owned=\"yes\"]') ? done() : setTimeout(look, 50); look(); })");
        String winner = third.evaluate("board", CARD + ".querySelector('.owner').textContent")
                .asText();
        String loser = winner.equals("ann") ? "bob" : "ann";
        assertThat(List.of("ann", "bob")).contains(winner);
        operators.get(winner).awaitText("board", "OPS-1 is yours", DEADLINE);
        operators.get(loser).awaitText("board", "OPS-1 was taken first by " + winner, DEADLINE);
        assertThat(BROKER.http().get("incident-OPS-1").json().at("/data/owner").asText())
                .isEqualTo(winner);

        third.watch("board", "2 look at this: you, " + loser);
        operators.get(winner).kill();
        third.awaitSeen("board", DEADLINE);
        // Who was there is gone; what they took is theirs until somebody takes it.
        assertThat(third.evaluate("board", CARD + ".querySelector('.owner').textContent")
                        .asText())
                .isEqualTo(winner);
        assertThat(third.problems("board")).isEmpty();
    }
}
