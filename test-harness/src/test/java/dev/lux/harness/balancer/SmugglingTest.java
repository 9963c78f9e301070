package dev.lux.harness.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.HttpConnection;
import dev.lux.harness.client.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Balancer and broker agree where a request ends (RFC 9112, section 11.2). Each case hides a second request in a first
 * one whose length may be understood in two ways. Allowed is that both are refused, or that both are answered to their
 * sender; not that a hidden one runs unanswered, nor that anyone else gets its answer.
 */
@Timeout(60)
class SmugglingTest {
    private static final int BYSTANDERS = 8;
    /** After this long without an answer no more is expected. */
    private static final Duration QUIET = Duration.ofMillis(400);

    @RegisterExtension
    static final BalancedBroker BROKER = new BalancedBroker();

    static Stream<Arguments> cases() {
        return Stream.of(BalancerKind.values())
                .flatMap(kind -> Smuggling.all().stream().map(attempt -> Arguments.of(kind, attempt)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cases")
    void a_hidden_request_is_answered_to_its_sender_or_does_not_run(BalancerKind kind, Smuggling attempt)
            throws Exception {
        String hidden = BROKER.id("hidden");
        List<Reply> answers = attack(kind, attempt, hidden);
        for (int n = 0; n < BYSTANDERS; n++) {
            String own = BROKER.id("bystander");
            try (HttpConnection connection = HttpConnection.open(BROKER.url(kind))) {
                connection.send(HttpBytes.json(BROKER.key(), "PUT", "/api/lux/" + own, "{\"data\":1}"));
                assertThat(connection.read().json().path("id").asText())
                        .as("what a bystander is answered")
                        .isEqualTo(own);
            }
        }
        boolean ran = BROKER.direct().http().get(hidden).status() == 200;
        boolean answered = answers.stream().anyMatch(reply -> reply.body().contains(hidden));
        assertThat(ran)
                .as("the hidden request ran; its sender was answered: %s", answers)
                .isEqualTo(answered);
    }

    private static List<Reply> attack(BalancerKind kind, Smuggling attempt, String hidden) throws IOException {
        String second = new String(
                HttpBytes.json(BROKER.key(), "PUT", "/api/lux/" + hidden, "{\"data\":1}"), StandardCharsets.ISO_8859_1);
        List<Reply> answers = new ArrayList<>();
        try (HttpConnection connection = HttpConnection.open(BROKER.url(kind))) {
            connection.send(HttpBytes.latin1(attempt.request(BROKER.key(), second)));
            connection.timeout(QUIET);
            while (answers.size() < 10) {
                answers.add(connection.read());
            }
        } catch (IOException end) {
            return answers;
        }
        throw new IOException("more answers than requests: " + answers);
    }
}
