package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.SharedBroker;
import dev.lux.harness.client.FrameSource;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Reply;
import dev.lux.harness.client.SseClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rights on a part of a document, over every way in and out. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class PartialRightsTest {
    private static final String READER = "read,list:case-*#!/customer";
    private static final String WRITER = "read:case-* write:case-*#/status,/owner";
    private static final String BOTH = "read,list:case-*#!/customer write:case-*#/status,/owner,/customer";
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String JSON_PATCH = "application/json-patch+json";
    private static final String DATA = "{\"status\":\"open\",\"customer\":{\"name\":\"Ann Secret\"},\"n\":1.10}";
    private static final String SEEN = "{\"status\":\"open\",\"n\":1.10}";

    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker(DevToken.BROKER);

    private static LuxHttp as(String scope) {
        return new LuxHttp(BROKER.process().url(), DevToken.of("operator-a", scope));
    }

    private static LuxSocket socket(String scope, String rest) throws IOException {
        return LuxSocket.open(BROKER.process().url(), DevToken.of("operator-a", scope), "/api/lux/stream" + rest);
    }

    private static SseClient events(String scope, String rest) throws IOException {
        return SseClient.open(BROKER.process().url(), DevToken.of("operator-a", scope), "/api/lux/stream" + rest);
    }

    private static String created() {
        String id = BROKER.id("case");
        BROKER.http().put(id, DATA);
        return id;
    }

    @Test
    void a_reader_gets_a_redacted_view_of_the_same_version() {
        String id = created();
        Reply whole = BROKER.http().get(id);
        Reply seen = as(READER).get(id);
        assertThat(seen.body()).isEqualTo(whole.body().replace(DATA, SEEN));
        assertThat(seen.header("etag")).isEqualTo(whole.header("etag"));
        Reply listed = as(READER).list("match=" + id);
        assertThat(listed.body()).contains("\"data\":" + SEEN).doesNotContain("Secret");
        Reply conflict = as(READER).get(id, "If-Match", "\"1\"");
        assertThat(conflict.status()).isEqualTo(412);
        assertThat(conflict.body()).contains(SEEN).doesNotContain("Secret");
    }

    @Test
    void a_poll_is_answered_with_the_view() throws Exception {
        String id = created();
        long version = BROKER.http().get(id).version();
        CompletableFuture<Reply> poll =
                as(READER).sendAsync("GET", "/api/lux/" + id + "?wait=20s", "", "If-None-Match", "\"" + version + "\"");
        long next = BROKER.http()
                .patch(id, MERGE_PATCH, "{\"customer\":{\"name\":\"Bob Secret\"}}")
                .version();
        assertThat(poll.get().version()).isEqualTo(next);
        assertThat(poll.get().body()).contains("\"data\":" + SEEN).doesNotContain("Secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket", "events"})
    void a_stream_shows_the_view_first_and_later(String transport) throws Exception {
        String id = created();
        try (FrameSource stream = transport.equals("socket") ? socket(READER, "/" + id) : events(READER, "/" + id)) {
            assertThat(stream.next("state").path("data").toString()).isEqualTo(SEEN);
            stream.next("synced");
            long hidden = BROKER.http()
                    .patch(id, MERGE_PATCH, "{\"customer\":{\"name\":\"Bob Secret\"}}")
                    .version();
            JsonNode same = stream.next("state");
            assertThat(same.path("version").asLong()).isEqualTo(hidden);
            assertThat(same.path("data").toString()).isEqualTo(SEEN);
            BROKER.http().patch(id, MERGE_PATCH, "{\"status\":\"done\"}");
            assertThat(stream.next("state").path("data").toString()).isEqualTo(SEEN.replace("open", "done"));
            BROKER.http().delete(id);
            assertThat(stream.next().path("type").asText()).isEqualTo("gone");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket", "events"})
    void a_delta_is_between_two_views(String transport) throws Exception {
        String id = BROKER.id("case");
        String fill = "x".repeat(3_000);
        BROKER.http().put(id, "{\"n\":1,\"customer\":\"Secret 1\",\"fill\":\"" + fill + "\"}");
        String url = "/" + id + "?delta=merge-patch";
        try (FrameSource stream = transport.equals("socket") ? socket(READER, url) : events(READER, url)) {
            long base = stream.next("state").path("version").asLong();
            stream.next("synced");
            BROKER.http().patch(id, MERGE_PATCH, "{\"customer\":\"Secret 2\"}");
            JsonNode nothing = stream.next("patch");
            assertThat(nothing.path("patch").toString()).isEqualTo("{}");
            assertThat(nothing.path("base").asLong()).isEqualTo(base);
            BROKER.http().patch(id, MERGE_PATCH, "{\"n\":2,\"customer\":\"Secret 3\"}");
            JsonNode patch = stream.next("patch");
            assertThat(patch.path("patch").toString()).isEqualTo("{\"n\":2}");
            assertThat(patch.path("base").asLong())
                    .isEqualTo(nothing.path("version").asLong());
        }
    }

    @Test
    void a_write_that_touches_more_is_refused_whole() throws Exception {
        String id = created();
        LuxHttp writer = as(WRITER);
        long version = BROKER.http().get(id).version();
        List<Reply> refused = List.of(
                writer.patch(id, MERGE_PATCH, "{\"status\":\"x\",\"n\":2}"),
                writer.put(id, "{\"status\":\"x\"}"),
                writer.patch(id, JSON_PATCH, "[{\"op\":\"move\",\"from\":\"/customer\",\"path\":\"/owner\"}]"),
                writer.delete(id),
                writer.put(BROKER.id("case"), DATA));
        assertThat(refused)
                .allSatisfy(reply -> assertThat(reply.status() + reply.code()).isEqualTo("403forbidden"));
        Reply batch = writer.batch("[{\"type\":\"patch\",\"id\":\"" + id + "\",\"data\":{\"n\":2}}]");
        assertThat(batch.json().path("results").path(0).path("code").asText()).isEqualTo("forbidden");
        try (LuxSocket socket = socket(WRITER, "")) {
            socket.send("{\"type\":\"patch\",\"ref\":1,\"id\":\"" + id + "\",\"data\":{\"n\":2}}");
            assertThat(socket.next("error").path("code").asText()).isEqualTo("forbidden");
            assertThat(BROKER.http().get(id).version()).isEqualTo(version);
            socket.send("{\"type\":\"patch\",\"ref\":2,\"id\":\"" + id + "\",\"data\":{\"status\":\"taken\"}}");
            assertThat(socket.next("ack").path("version").asLong()).isGreaterThan(version);
        }
        assertThat(writer.put(id, DATA.replace("open", "done")).status()).isEqualTo(200);
        assertThat(writer.put(BROKER.id("case"), "{\"status\":\"new\"}").status())
                .isEqualTo(201);
        assertThat(BROKER.http().get(id).body()).contains(DATA.replace("open", "done"));
    }

    @Test
    void what_is_not_seen_stays_when_its_view_is_written() {
        String id = created();
        assertThat(as("read,write:case-*#!/customer").put(id, "{\"n\":2}").status())
                .isEqualTo(200);
        assertThat(BROKER.http().get(id).body()).contains("{\"customer\":{\"name\":\"Ann Secret\"},\"n\":2}");
        assertThat(as("write:case-*#/status").put(id, "{\"status\":\"blind\"}").status())
                .isEqualTo(200);
        assertThat(BROKER.http().get(id).json().path("data").path("n").asInt()).isEqualTo(2);
    }

    @Test
    void a_write_that_is_sent_again_gets_its_first_answer() {
        String id = created();
        LuxHttp writer = as(WRITER);
        String[] key = {"Idempotency-Key", "k1"};
        Reply first = writer.patch(id, MERGE_PATCH, "{\"status\":\"a\"}", key);
        BROKER.http().put(id, "[1]");
        assertThat(writer.patch(id, MERGE_PATCH, "{\"status\":\"a\"}", key).version())
                .isEqualTo(first.version());
        assertThat(writer.patch(id, MERGE_PATCH, "{\"status\":\"b\"}").status()).isEqualTo(403);
    }

    @Test
    void a_renewal_with_another_view_is_sent_the_whole_in_it_and_nothing_of_the_old() throws Exception {
        String id = created();
        try (LuxSocket socket = socket("read:case-*", "/" + id + "?delta=merge-patch")) {
            long version = socket.next("state").path("version").asLong();
            socket.next("synced");
            auth(socket, READER);
            JsonNode less = socket.next();
            assertThat(less.path("version").asLong()).isEqualTo(version);
            assertThat(less.path("reset").asBoolean()).isTrue();
            assertThat(less.path("data").toString()).isEqualTo(SEEN);
            socket.next("synced");
            BROKER.http().patch(id, MERGE_PATCH, "{\"customer\":\"another Secret\"}");
            assertThat(socket.next().path("data").toString()).isEqualTo(SEEN);
            auth(socket, "read:case-*");
            assertThat(socket.next().path("data").path("customer").asText()).isEqualTo("another Secret");
        }
    }

    private static void auth(LuxSocket socket, String scope) throws IOException {
        socket.send("{\"type\":\"auth\",\"ref\":1,\"token\":\"" + DevToken.of("operator-a", scope) + "\"}");
        assertThat(socket.next().path("type").asText()).isEqualTo("ack");
    }

    @Test
    void a_version_that_is_named_is_not_taken_for_the_view() throws Exception {
        String id = created();
        long version = BROKER.http().get(id).version();
        try (SseClient events = events(READER, "/" + id + "?since=" + version)) {
            JsonNode state = events.next();
            assertThat(state.path("data").toString()).isEqualTo(SEEN);
            assertThat(state.path("reset").asBoolean()).isTrue();
        }
    }

    @Test
    void a_scope_whose_rule_is_none_gives_nothing() {
        String id = created();
        for (String scope : List.of("read:case-*#", "read:case-*#customer", "read:case-*#!/%zz", "read:case-*#/~2")) {
            assertThat(as(scope).get(id).status()).as(scope).isEqualTo(403);
        }
    }

    /** All that somebody is told who may not see the customer, of two documents that differ in nothing else. */
    @Test
    void what_is_hidden_is_in_no_answer() throws Exception {
        List<String> hidden = List.of(
                "",
                ",\"customer\":\"Secret\"",
                ",\"customer\":{\"name\":\"A Secret\",\"more\":[1,2,3]}",
                ",\"customer\":\"" + "Secret ".repeat(9_000) + "\"");
        List<String> transcripts = new ArrayList<>();
        for (String more : hidden) {
            transcripts.add(transcript("{\"status\":\"open\"" + more + ",\"list\":[1,2]}"));
        }
        assertThat(transcripts.get(0)).contains("412", "403", "422", "version_conflict", "current");
        assertThat(transcripts).allSatisfy(each -> assertThat(each).isEqualTo(transcripts.get(0)));
        assertThat(transcripts.get(0)).doesNotContain("Secret");
    }

    private static String transcript(String data) throws Exception {
        String id = BROKER.id("case-oracle");
        BROKER.http().put(id, data);
        try (LuxSocket socket = socket(BOTH, "/" + id + "?delta=merge-patch");
                SseClient events = events(BOTH, "/" + id + "?delta=merge-patch")) {
            return new Transcript(id, as(BOTH), socket, events)
                    .play(() -> BROKER.http().put(id, "\"the end\""));
        }
    }
}
