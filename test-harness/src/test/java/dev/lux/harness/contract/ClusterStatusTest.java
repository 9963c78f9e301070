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
    void only_with_a_credential() throws Exception {
        assertThat(new LuxHttp(BROKER.process().url(), "wrong").get("_cluster").status())
                .isEqualTo(401);
    }

    @Test
    void it_is_only_read() throws Exception {
        assertThat(BROKER.http().put("_cluster", "1").status()).isEqualTo(405);
    }
}
