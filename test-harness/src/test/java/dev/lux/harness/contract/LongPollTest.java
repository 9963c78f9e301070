package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.SharedBroker;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.Await;
import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.HttpConnection;
import dev.lux.harness.client.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET ?wait=}. */
@Timeout(20)
class LongPollTest {
    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    @RegisterExtension
    static final SharedBroker OF_ONE_STREAM = new SharedBroker(Launch.broker().env("LUX_MAX_STREAMS", "1"));

    @Test
    void a_poll_ends_when_the_version_differs() throws Exception {
        String id = BROKER.id("poll");
        long version = BROKER.http().put(id, "1").version();
        CompletableFuture<Reply> poll = poll(id, "10s", version);
        assertThat(stillWaiting(poll)).isTrue();
        long next = BROKER.http().put(id, "2").version();
        Reply reply = poll.get(5, TimeUnit.SECONDS);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.version()).isEqualTo(next);
    }

    @Test
    void a_poll_ends_at_once_when_the_version_differs_already() throws Exception {
        String id = BROKER.id("poll");
        long version = BROKER.http().put(id, "1").version();
        BROKER.http().put(id, "2");
        assertThat(poll(id, "10s", version).get(3, TimeUnit.SECONDS).status()).isEqualTo(200);
    }

    @Test
    void a_poll_ends_with_304_when_nothing_happened() throws Exception {
        String id = BROKER.id("poll");
        long version = BROKER.http().put(id, "1").version();
        long started = System.nanoTime();
        Reply reply = poll(id, "1s", version).get(5, TimeUnit.SECONDS);
        assertThat(reply.status()).isEqualTo(304);
        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isBetween(Duration.ofMillis(950), Duration.ofSeconds(3));
    }

    @Test
    void a_poll_waits_for_an_absent_document_to_exist() throws Exception {
        String id = BROKER.id("poll");
        CompletableFuture<Reply> poll = BROKER.http().sendAsync("GET", "/api/lux/" + id + "?wait=10s", "");
        assertThat(stillWaiting(poll)).isTrue();
        BROKER.http().put(id, "1");
        assertThat(poll.get(5, TimeUnit.SECONDS).status()).isEqualTo(200);
    }

    @Test
    void a_poll_of_a_document_that_stays_absent_ends_with_404() {
        assertThat(BROKER.http()
                        .send("GET", "/api/lux/" + BROKER.id("poll") + "?wait=1s", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_poll_sees_a_deletion() throws Exception {
        String id = BROKER.id("poll");
        long version = BROKER.http().put(id, "1").version();
        CompletableFuture<Reply> poll = poll(id, "10s", version);
        assertThat(stillWaiting(poll)).isTrue();
        BROKER.http().delete(id);
        assertThat(poll.get(5, TimeUnit.SECONDS).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"51s", "-1s", "x", "1", "", "1h", "9999999999s", "0x1s"})
    void a_wait_is_at_most_50_seconds(String wait) {
        assertThat(BROKER.http().send("GET", "/api/lux/x?wait=" + wait, "").code())
                .isEqualTo("invalid_request");
    }

    /** How a client may leave, and what it may have sent after its poll. */
    enum Leaving {
        CLOSE,
        RESET,
        CLOSE_BEHIND_ANOTHER_REQUEST
    }

    @ParameterizedTest
    @EnumSource(Leaving.class)
    void a_poll_whose_client_has_left_makes_room_for_another(Leaving leaving) throws Exception {
        SharedBroker broker = OF_ONE_STREAM;
        String target = "/api/lux/" + broker.id("left") + "?wait=";
        try (HttpConnection client = HttpConnection.open(broker.process().url())) {
            client.send(HttpBytes.request(broker.process().key(), "GET", target + "50s", new byte[0]));
            assertThat(Await.until(Duration.ofSeconds(5), () -> openStreams(broker) == 1))
                    .isTrue();
            assertThat(broker.http().send("GET", target + "1s", "").code()).isEqualTo("too_many_streams");
            if (leaving == Leaving.RESET) {
                client.reset();
            } else if (leaving == Leaving.CLOSE_BEHIND_ANOTHER_REQUEST) {
                client.send(HttpBytes.request(broker.process().key(), "GET", target + "50s", new byte[0]));
            }
        }
        assertThat(Await.until(Duration.ofSeconds(1), () -> openStreams(broker) == 0))
                .isTrue();
        assertThat(broker.http().send("GET", target + "1ms", "").code()).isEqualTo("not_found");
    }

    private static double openStreams(SharedBroker broker) {
        try {
            return broker.process().view().metrics().sum("lux_subscribers", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean stillWaiting(CompletableFuture<Reply> poll) throws Exception {
        try {
            poll.get(300, TimeUnit.MILLISECONDS);
            return false;
        } catch (java.util.concurrent.TimeoutException waiting) {
            return true;
        }
    }

    private static CompletableFuture<Reply> poll(String id, String wait, long version) {
        return BROKER.http()
                .sendAsync("GET", "/api/lux/" + id + "?wait=" + wait, "", "If-None-Match", "\"" + version + "\"");
    }
}
