package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.access.Scope;
import dev.lux.access.Scopes;
import dev.lux.access.keys.ApiKey;
import dev.lux.access.keys.KeyFile;
import dev.lux.access.keys.KeyText;
import dev.lux.error.CloseCode;
import dev.lux.harness.broker.BrokerProcess;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.FrameSource;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.SocketClosedException;
import dev.lux.harness.client.SseClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys in a file that changes while the broker runs. */
@Timeout(60)
class ApiKeysTest {
    /** The file is looked at once a second. */
    private static final Duration NOTICED = Duration.ofSeconds(5);

    @TempDir
    static Path folder;

    private static BrokerProcess broker;

    @BeforeAll
    static void start() throws IOException {
        write();
        broker = Launch.broker().env("LUX_KEYS_FILE", file().toString()).start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static Path file() {
        return folder.resolve("keys.json");
    }

    private static void write(ApiKey... keys) throws IOException {
        Path fresh = folder.resolve("fresh");
        Files.write(fresh, KeyFile.EMPTY.withKeys(List.of(keys)).format());
        Files.move(fresh, file(), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private static String text() {
        return KeyText.make(new SecureRandom()::nextBytes);
    }

    private static ApiKey key(String text, String scope) {
        return new ApiKey(
                KeyText.idIn(text).orElseThrow(),
                "writer",
                KeyText.hash(text),
                new Scopes(List.of(Scope.parse(scope).orElseThrow())),
                Instant.now(),
                null,
                null);
    }

    private static void awaitStatus(String key, int status) throws InterruptedException {
        awaitStatusOf(key, "incident-none", status);
    }

    private static void awaitStatusOf(String key, String id, int status) throws InterruptedException {
        LuxHttp http = new LuxHttp(broker.url(), key);
        long began = System.nanoTime();
        while (http.get(id).status() != status) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(NOTICED);
            Thread.sleep(50);
        }
    }

    @Test
    void a_key_is_taken_without_a_restart_until_it_is_revoked_and_then_its_streams_end() throws Exception {
        String text = text();
        ApiKey key = key(text, "read,write:incident-*");
        assertThat(new LuxHttp(broker.url(), text).get("incident-none").status())
                .isEqualTo(401);
        write(key);
        awaitStatus(text, 404);
        LuxHttp http = new LuxHttp(broker.url(), text);
        assertThat(http.put("incident-1", "1").status()).isEqualTo(201);
        assertThat(http.get("incident-1").json().path("meta").path("by").asText())
                .isEqualTo("writer");
        try (LuxSocket socket = LuxSocket.open(broker.url(), text, "/api/lux/stream/incident-1");
                SseClient events = SseClient.open(broker.url(), text, "/api/lux/stream/incident-1")) {
            socket.next("synced");
            events.next("synced");
            long revoked = System.nanoTime();
            write(key.revokedAt(Instant.now()));
            assertThat(socket.next("error").path("code").asText()).isEqualTo("unauthorized");
            assertThat(socket.awaitClose(NOTICED)).isEqualTo(CloseCode.UNAUTHORIZED.code());
            assertThat(events.next("error").path("code").asText()).isEqualTo("unauthorized");
            assertThat(org.assertj.core.api.Assertions.catchThrowable(events::next))
                    .isInstanceOf(SocketClosedException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - revoked)).isLessThan(NOTICED);
        }
        assertThat(http.get("incident-1").status()).isEqualTo(401);
    }

    @Test
    void a_key_that_is_given_fewer_rights_keeps_the_streams_that_they_cover() throws Exception {
        String text = text();
        write(key(text, "read:*"));
        awaitStatus(text, 404);
        try (LuxSocket socket = LuxSocket.open(broker.url(), text, "/api/lux/stream?match=kept-*&match=lost-*")) {
            socket.next("synced");
            socket.next("synced");
            ApiKey before = key(text, "read:kept-*");
            write(before);
            assertThat(socket.next("error").path("match").asText()).isEqualTo("lost-*");
            broker.http().put("lost-1", "1");
            broker.http().put("kept-1", "1");
            assertThat(socket.next("state").path("id").asText()).isEqualTo("kept-1");
        }
    }

    @Test
    void a_key_that_is_given_a_rule_shows_its_open_streams_less_and_without_it_more() throws Exception {
        String text = text();
        write(key(text, "read:case-*"));
        awaitStatusOf(text, "case-none", 404);
        broker.http().put("case-1", "{\"n\":1,\"h\":\"secret\"}");
        try (LuxSocket socket = LuxSocket.open(broker.url(), text, "/api/lux/stream?match=case-*");
                SseClient events = SseClient.open(broker.url(), text, "/api/lux/stream/case-1")) {
            for (FrameSource stream : List.of(socket, events)) {
                assertThat(stream.next("state").path("data").has("h")).isTrue();
                stream.next("synced");
            }
            write(key(text, "read:case-*#!/h"));
            for (FrameSource stream : List.of(socket, events)) {
                JsonNode less = stream.next("state");
                assertThat(less.path("data").toString()).isEqualTo("{\"n\":1}");
                assertThat(less.path("reset").asBoolean()).isTrue();
                stream.next("synced");
            }
            broker.http().put("case-1", "{\"n\":2,\"h\":\"another secret\"}");
            assertThat(socket.next().path("data").toString()).isEqualTo("{\"n\":2}");
            write(key(text, "read:case-*"));
            assertThat(socket.next().path("data").path("h").asText()).isEqualTo("another secret");
        }
    }

    @Test
    void a_file_that_is_wrong_refuses_the_start_with_its_path() throws IOException {
        Path wrong = folder.resolve("wrong.json");
        Files.writeString(wrong, "{\"keys\":[{}]}");
        Launch launch = Launch.broker().env("LUX_KEYS_FILE", wrong.toString());
        assertThat(org.assertj.core.api.Assertions.catchThrowable(launch::start))
                .hasMessageContaining(wrong.toString());
    }
}
