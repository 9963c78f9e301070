package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.SharedBroker;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a node says of its cluster: here a cluster of one. */
@Timeout(30)
class ClusterStatusTest {
    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    @Test
    void a_node_alone_owns_every_shard_and_has_its_quorum() throws Exception {
        LuxHttp http = BROKER.http();
        Reply reply = http.get("_cluster");
        assertThat(reply.status()).isEqualTo(200);
        JsonNode status = reply.json();
        assertThat(status.path("ready").asBoolean()).isTrue();
        assertThat(status.path("members")).hasSize(1);
        JsonNode member = status.path("members").path(0);
        assertThat(member.path("this").asBoolean()).isTrue();
        assertThat(member.path("role").asText()).isEqualTo("data");
        JsonNode shards = status.path("shards");
        int total = shards.path("total").asInt();
        assertThat(total).isPositive();
        assertThat(member.path("shards").asInt()).isEqualTo(total);
        assertThat(shards.path("servedHere").asInt()).isEqualTo(total);
        assertThat(shards.path("unowned").asInt()).isZero();
        assertThat(shards.path("missingCopies").asInt()).isZero();
        assertThat(shards.path("highestTermHere").asLong()).isPositive();
        JsonNode quorum = status.path("quorum");
        assertThat(quorum.path("has").asBoolean()).isTrue();
        assertThat(quorum.path("needed").asInt()).isEqualTo(1);
        assertThat(quorum.path("alive").asInt()).isEqualTo(1);
        assertThat(status.path("repairsHere").path("silence").asLong(-1)).isZero();
    }

    @Test
    void every_node_is_asked_what_it_says_of_itself() {
        JsonNode member = BROKER.http().get("_cluster").json().path("members").path(0);
        assertThat(member.path("answered").asBoolean()).isTrue();
        assertThat(member.path("ready").asBoolean()).isTrue();
        assertThat("http://" + member.path("http").asText())
                .isEqualTo(BROKER.process().url().toString());
        assertThat(member.path("served").asInt())
                .isEqualTo(member.path("shards").asInt());
        assertThat(member.path("repairs").path("silence").asLong(-1)).isZero();
    }

    @Test
    void what_is_held_is_told_by_digest_and_one_by_one() {
        LuxHttp http = BROKER.http();
        assertThat(http.put("held-1", "1").ok()).isTrue();
        assertThat(http.delete("held-1").ok()).isTrue();
        long version = http.put("held-2", "2").version();
        JsonNode digests = shards(http.get("_verify?match=held-*"));
        int count = 0;
        for (JsonNode shard : digests) {
            assertThat(shard.path("replica").asInt(-1)).isZero();
            assertThat(shard.path("owner")).isEqualTo(shard.path("stored"));
            count += shard.path("owner").path("count").asInt();
        }
        assertThat(count).isEqualTo(2);
        int shard = 0;
        while (digests.path(shard).path("visible").path("count").asInt() == 0) {
            shard++;
        }
        JsonNode documents = shards(http.get("_verify?match=held-2&shards="
                + digests.path(shard).path("shard").asInt()));
        assertThat(documents).hasSize(1);
        assertThat(documents.path(0).path("owner")).isEqualTo(documents.path(0).path("stored"));
        assertThat(documents.path(0).path("owner").path(0).path("version").asLong())
                .isEqualTo(version);
    }

    private static JsonNode shards(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        JsonNode nodes = reply.json().path("nodes");
        assertThat(nodes).hasSize(1);
        return nodes.elements().next().path("shards");
    }

    @Test
    void what_is_no_question_is_refused() {
        LuxHttp http = BROKER.http();
        assertThat(http.get("_verify?match=held-*&shards=1,x").code()).isEqualTo("invalid_request");
        assertThat(http.get("_verify?match=held-*&shards=99999").code()).isEqualTo("invalid_request");
        assertThat(http.get("_verify?match=-").code()).isEqualTo("invalid_pattern");
        assertThat(http.get("_verify?what=x").code()).isEqualTo("unknown_key");
        assertThat(new LuxHttp(BROKER.process().url(), "wrong").get("_verify").status())
                .isEqualTo(401);
    }

    @Test
    void only_with_a_credential() throws Exception {
        assertThat(new LuxHttp(BROKER.process().url(), "wrong").get("_cluster").status())
                .isEqualTo(401);
    }

    @Test
    void it_is_only_read() throws Exception {
        assertThat(BROKER.http().put("_cluster", "1").status()).isEqualTo(405);
    }
}
