package dev.lux.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.lifecycle.Lifecycle.Phase;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A node that drains asks its clients to take the next request elsewhere. */
@Timeout(30)
class DrainingOverHttpTest {
    @Test
    void anAnswerOfANodeThatDrainsEndsItsConnection() throws IOException {
        try (EdgeUnderTest edge = new EdgeUnderTest();
                RawClient client = edge.connect()) {
            edge.lifecycle.moveTo(Phase.DRAINING);
            client.send(EdgeUnderTest.head("GET", "/api/lux/a") + "\r\n");
            Response answer = client.receive();
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(client.isClosedByBroker()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"SERVING", "LEAVING"})
    void anAnswerOfANodeThatDoesNotYetKeepsIt(Phase phase) throws IOException {
        try (EdgeUnderTest edge = new EdgeUnderTest();
                RawClient client = edge.connect()) {
            edge.lifecycle.moveTo(phase);
            for (int i = 0; i < 2; i++) {
                client.send(EdgeUnderTest.head("GET", "/api/lux/a") + "\r\n");
                assertThat(client.receive().header("connection")).isNull();
            }
        }
    }
}
