package dev.lux.harness.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.SharedBroker;
import dev.lux.harness.WholeMachine;
import dev.lux.harness.broker.BrokerProcess;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.Await;
import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.HttpConnection;
import dev.lux.harness.client.Json;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.Reply;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where requests go, and where they must not go a second time, when a node behind the balancer is in trouble. */
@Timeout(60)
@WholeMachine
class NodesInTroubleTest {
    private static final int REQUESTS = 60;

    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    @ParameterizedTest
    @EnumSource
    void reads_never_meet_a_node_that_is_not_ready(BalancerKind kind) throws Exception {
        try (FakeNode draining = FakeNode.draining();
                Balancer balancer = Balancer.start(kind, List.of(draining.url(), healthy()))) {
            String id = BROKER.id("read");
            BROKER.http().put(id, "1");
            awaitSettled(kind, balancer);
            for (int n = 0; n < REQUESTS; n++) {
                assertThat(client(balancer).get(id).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void haproxy_sends_no_write_to_a_node_that_is_not_ready() throws Exception {
        try (FakeNode draining = FakeNode.draining();
                Balancer balancer = Balancer.start(BalancerKind.HAPROXY, List.of(draining.url(), healthy()))) {
            awaitSettled(BalancerKind.HAPROXY, balancer);
            int before = draining.heads().size();
            for (int n = 0; n < REQUESTS; n++) {
                assertThat(client(balancer).put(BROKER.id("write"), "1").status())
                        .isEqualTo(201);
            }
            assertThat(draining.heads()).hasSize(before);
        }
    }

    @Test
    void nginx_hands_a_refused_write_back_to_its_sender() throws Exception {
        try (FakeNode draining = FakeNode.draining();
                Balancer balancer = Balancer.start(BalancerKind.NGINX, List.of(draining.url()))) {
            Reply reply = client(balancer).put(BROKER.id("write"), "1");
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.code()).isEqualTo("draining");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_write_that_left_is_not_sent_again(BalancerKind kind) throws Exception {
        try (FakeNode one = FakeNode.dyingAtWork();
                FakeNode other = FakeNode.dyingAtWork();
                Balancer balancer = Balancer.start(kind, List.of(one.url(), other.url()))) {
            for (String method : List.of("PUT", "PATCH", "POST", "DELETE")) {
                int before = one.heads().size() + other.heads().size();
                try (HttpConnection connection = HttpConnection.open(balancer.url())) {
                    connection.send(HttpBytes.json(BROKER.process().key(), method, "/api/lux/x", "{\"data\":1}"));
                    assertThat(connection.read().status()).as(method).isEqualTo(502);
                }
                assertThat(one.heads().size() + other.heads().size() - before)
                        .as("nodes that got the %s", method)
                        .isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void reads_go_around_a_node_that_is_gone(BalancerKind kind) throws Exception {
        try (Balancer balancer = Balancer.start(kind, List.of(nobody(), healthy()))) {
            String id = BROKER.id("read");
            BROKER.http().put(id, "1");
            for (int n = 0; n < REQUESTS; n++) {
                assertThat(client(balancer).get(id).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void haproxy_sends_writes_around_a_node_that_is_gone() throws Exception {
        try (Balancer balancer = Balancer.start(BalancerKind.HAPROXY, List.of(nobody(), healthy()))) {
            for (int n = 0; n < REQUESTS; n++) {
                assertThat(client(balancer).put(BROKER.id("write"), "1").status())
                        .isEqualTo(201);
            }
        }
    }

    @Test
    void haproxy_finds_out_that_a_node_is_frozen_and_that_it_is_back() throws Exception {
        try (BrokerProcess frozen = Launch.broker().start();
                Balancer balancer = Balancer.start(BalancerKind.HAPROXY, List.of(frozen.url(), healthy()))) {
            frozen.http().put("which", "\"frozen\"");
            BROKER.http().put("which", "\"healthy\"");
            frozen.pause();
            try {
                assertThat(Await.until(Duration.ofSeconds(15), () -> answersAtOnce(balancer, REQUESTS)))
                        .as("the frozen node is left out")
                        .isTrue();
            } finally {
                frozen.resume();
            }
            assertThat(Await.until(Duration.ofSeconds(15), () -> which(balancer).equals("frozen")))
                    .as("the node that goes on is used again")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_node_is_told_who_asks_and_not_what_the_client_claims(BalancerKind kind) throws Exception {
        try (FakeNode node = FakeNode.that(head -> FakeNode.status(200, "OK", "{}"));
                Balancer balancer = Balancer.start(kind, List.of(node.url()))) {
            client(balancer).get("x", "X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https");
            assertThat(node.heads()).hasSize(1);
            assertThat(node.heads().get(0).lines().map(line -> line.toLowerCase(java.util.Locale.ROOT)))
                    .contains("x-forwarded-for: 127.0.0.1", "x-forwarded-proto: http")
                    .noneMatch(line -> line.contains("203.0.113.9") || line.contains("https"));
        }
    }

    /** HAProxy asks every node every second; nginx learns from what fails. */
    private static void awaitSettled(BalancerKind kind, Balancer balancer) {
        if (kind == BalancerKind.HAPROXY) {
            assertThat(Await.until(Duration.ofSeconds(15), () -> readyInARow(balancer, 20)))
                    .as("the node that is not ready is left out")
                    .isTrue();
        }
    }

    private static boolean readyInARow(Balancer balancer, int times) {
        for (int n = 0; n < times; n++) {
            if (client(balancer).send("GET", "/ready", "").status() != 200) {
                return false;
            }
        }
        return true;
    }

    private static boolean answersAtOnce(Balancer balancer, int times) {
        for (int n = 0; n < times; n++) {
            try (HttpConnection connection = HttpConnection.open(balancer.url())) {
                connection.timeout(Duration.ofMillis(500));
                connection.send(HttpBytes.request("", "GET", "/live", new byte[0]));
                connection.read();
            } catch (IOException notInTime) {
                return false;
            }
        }
        return true;
    }

    private static String which(Balancer balancer) {
        return Json.parse(client(balancer).get("which").body()).path("data").asText();
    }

    private static LuxHttp client(Balancer balancer) {
        return new LuxHttp(balancer.url(), BROKER.process().key());
    }

    private static URI healthy() {
        return BROKER.process().url();
    }

    /** An address at which nobody listens. */
    private static URI nobody() throws IOException {
        try (ServerSocket closed = new ServerSocket(0)) {
            return URI.create("http://127.0.0.1:" + closed.getLocalPort());
        }
    }
}
