package dev.lux.harness.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.spi.merge.PutIfAbsentMergePolicy;
import dev.lux.harness.WholeMachine;
import dev.lux.harness.broker.BrokerProcess;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.Await;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Watcher;
import dev.lux.harness.fault.FaultyBroker.Wrong;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Brokers that are wrong on purpose are wrong in what their name says. */
@Timeout(60)
@WholeMachine
class WrongTest {
    private static final String FLAG = "hazelcast.operation.fail.on.indeterminate.state";
    private static final Duration SOON = Duration.ofSeconds(10);

    private static Config proper() {
        Config config = new Config();
        config.setProperty(FLAG, "true");
        config.addMapConfig(new MapConfig("lux.documents")
                .setBackupCount(1)
                .setMergePolicyConfig(new MergePolicyConfig("ours", 1)));
        return config;
    }

    private static MapConfig documents(Config config) {
        return config.getMapConfig("lux.documents");
    }

    @Test
    void one_acknowledges_before_its_copies_have_it() {
        Config config = proper();
        WrongReplication.spoil(config, Wrong.ACKNOWLEDGED_BEFORE_COPY);
        assertThat(documents(config).getBackupCount()).isZero();
        assertThat(documents(config).getAsyncBackupCount()).isEqualTo(1);
    }

    @Test
    void one_takes_what_is_unsure_for_a_success() {
        Config config = proper();
        WrongReplication.spoil(config, Wrong.INDETERMINATE_IS_SUCCESS);
        assertThat(config.getProperty(FLAG)).isEqualTo("false");
    }

    @Test
    void one_merges_as_replication_does_by_default() {
        Config config = proper();
        WrongReplication.spoil(config, Wrong.DEFAULT_MERGE);
        assertThat(documents(config).getMergePolicyConfig().getPolicy())
                .isEqualTo(PutIfAbsentMergePolicy.class.getName());
    }

    /** Its faults show in a cluster alone; here it must at least be a broker. */
    @ParameterizedTest
    @EnumSource(
            value = Wrong.class,
            names = {"NO_TERM", "NO_CONFIRM"})
    void one_with_a_wrong_store_takes_writes(Wrong wrong) throws Exception {
        try (BrokerProcess broker = FaultyBroker.launch(Launch.broker(), wrong).start()) {
            assertThat(broker.faults()).contains("wrong: " + wrong.text());
            long version = broker.http().put("here", "1").version();
            assertThat(broker.http().get("here").version()).isEqualTo(version);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Wrong.class,
            names = {"NOTHING", "DROPPED_PUSH"})
    void one_drops_every_thousandth_push(Wrong wrong) throws Exception {
        int writes = 1_100;
        try (BrokerProcess broker = FaultyBroker.launch(Launch.broker(), wrong).start()) {
            LuxSocket socket = LuxSocket.open(broker.url(), broker.key(), "/api/lux/stream?match=push-*");
            try (Watcher watcher = new Watcher("pushes", socket, 1, frame -> {})) {
                watcher.awaitSynced(SOON);
                LuxHttp http = broker.http();
                for (int i = 0; i < writes; i++) {
                    http.put("push-" + i, "1");
                }
                assertThat(Await.until(SOON, () -> watcher.version("push-" + (writes - 1)) != null))
                        .isTrue();
                // Three beacons would find what can be found.
                boolean all = Await.until(Duration.ofSeconds(4), () -> hasAll(watcher, writes));
                assertThat(all).isEqualTo(wrong == Wrong.NOTHING);
            }
        }
    }

    private static boolean hasAll(Watcher watcher, int writes) {
        for (int i = 0; i < writes; i++) {
            if (watcher.version("push-" + i) == null) {
                return false;
            }
        }
        return true;
    }
}
