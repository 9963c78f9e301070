package dev.lux.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.SmallCluster;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Members that are told one name and no address find each other as the addresses behind it come, asked for with the
 * resolver of the system. As in a cluster of pods: first there is nothing behind the name, then one, then all.
 */
@Timeout(120)
@SmallCluster
class JoinByNameTest {
    private static final String NAME = "members.lux.test";

    /** Less than the 30 s for which a JVM keeps an answer if nobody tells it otherwise. */
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private @Nullable NameServer names;

    @AfterEach
    void stop() {
        if (names != null) {
            names.close();
        }
    }

    @Test
    void three_members_join_as_their_addresses_come_behind_one_name() throws Exception {
        try (LuxCluster cluster = LuxCluster.begin(ClusterPlan.of("names", 3)
                .breakable()
                .env("LUX_CLUSTER_MEMBERS", "")
                .env("LUX_CLUSTER_DNS", NAME)
                .adjust((node, launch) -> withNameServer(launch)))) {
            NameServer server = server();
            assertThat(Await.until(SOON, () -> server.asked() >= 3))
                    .as("they ask, and there is no such name")
                    .isTrue();
            int before = server.asked();
            assertThat(Await.until(SOON, () -> server.asked() >= before + 3))
                    .as("they ask again")
                    .isTrue();
            assertThat(cluster.nodes()).noneMatch(Node::isReady);
            // From now on each of them can find the first.
            server.publish(cluster.node("n1").place().memberAddress());
            server.publish(cluster.node("n2").place().memberAddress());
            server.publish(cluster.node("n3").place().memberAddress());
            cluster.awaitReady(cluster.nodes(), SOON);
            assertThat(cluster.node("n1").http().put("by-name", "1").status()).isEqualTo(201);
            assertThat(cluster.node("n3").http().get("by-name").status()).isEqualTo(200);
        }
    }

    /** Its own resolv.conf, over the machine's, in a mount namespace that ends with it. */
    private Launch withNameServer(Launch launch) {
        String own = launch.env().get("LUX_HOST");
        String address = own.substring(0, own.lastIndexOf('.') + 1) + "254";
        try {
            if (names == null) {
                names = new NameServer(address, NAME);
            }
            Path file = Files.writeString(
                    folder.resolve("resolv.conf"), "nameserver " + address + "\noptions timeout:1 attempts:5\n");
            List<String> within = new ArrayList<>(launch.within());
            within.addAll(List.of("unshare", "--mount", "sh", "-c"));
            within.add("mount --bind '" + file + "' /etc/resolv.conf && exec \"$@\"");
            within.add("sh");
            return launch.within(within);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private NameServer server() {
        assertThat(names).isNotNull();
        return names;
    }
}
