package dev.lux.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.SmallCluster;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.Await;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Reply;
import dev.lux.harness.client.SocketClosedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients of a node see that has lost its quorum: here the last of three data members, which has all state. */
@Timeout(120)
@SmallCluster
class MinorityTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void streams_are_sent_elsewhere_and_are_welcome_when_the_quorum_is_back() throws Exception {
        try (LuxCluster cluster = LuxCluster.start(ClusterPlan.of("minority", 3).env("LUX_DRAIN_MINORITY", "1s"))) {
            Node left = cluster.node("n1");
            Node leaver = cluster.node("n2");
            Node victim = cluster.node("n3");
            assertThat(left.http().put("minority-1", "{\"n\":1}").status()).isEqualTo(201);
            try (LuxSocket socket = open(left)) {
                socket.next("synced");
                // One after the other, and the first hands over: two killed at once take every shard that has its
                // two copies on them, and the document may be in one of those.
                cluster.remove(leaver);
                cluster.kill(victim);
                JsonNode bye = socket.next("bye");
                assertThat(bye.path("code").asText()).isEqualTo("no_quorum");
                assertThat(bye.path("reconnectAfterMs").asLong(-1)).isBetween(0L, 5_000L);
                assertThatThrownBy(() -> socket.next("no such frame"))
                        .isInstanceOfSatisfying(
                                SocketClosedException.class,
                                closed -> assertThat(closed.code()).isEqualTo(4003));
            }
            Reply write = left.http().put("minority-1", "{\"n\":2}");
            assertThat(write.status()).isEqualTo(503);
            assertThat(write.json().path("code").asText()).isEqualTo("no_quorum");
            assertThat(left.isReady()).isFalse();
            // A stream that comes before the contact counts as lost is sent away like the others.
            assertThat(Await.until(SOON, () -> isRefused(left))).isTrue();
            assertThat(left.http().get("minority-1").code()).isEqualTo("no_quorum");
            cluster.start(List.of(leaver, victim));
            assertThat(Await.until(SOON, left::isReady)).isTrue();
            try (LuxSocket again = open(left)) {
                assertThat(again.next("state").path("data").path("n").asInt()).isEqualTo(1);
                again.next("synced");
                assertThat(left.http().put("minority-1", "{\"n\":3}").status()).isEqualTo(200);
                assertThat(again.next("state").path("data").path("n").asInt()).isEqualTo(3);
            }
        }
    }

    private static boolean isRefused(Node node) {
        try (LuxSocket late = open(node)) {
            assertThatThrownBy(() -> late.next("no such frame"))
                    .isInstanceOfSatisfying(
                            SocketClosedException.class,
                            closed -> assertThat(closed.code()).isEqualTo(4003));
            return false;
        } catch (LuxSocket.HandshakeRefused refused) {
            assertThat(refused.status()).isEqualTo(503);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LuxSocket open(Node node) throws IOException {
        return LuxSocket.open(node.url(), Launch.KEY, "/api/lux/stream/minority-1");
    }
}
