package dev.lux.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.WriteKind;
import dev.lux.command.WriteReply;
import dev.lux.document.WriteOutcome;
import dev.lux.error.ErrorCode;
import dev.lux.replica.RepairStats.Cause;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class BrokerMetricsTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final BrokerMetrics metrics = new BrokerMetrics(registry);

    @Test
    void aWriteIsCountedByKindAndResult() {
        metrics.written(WriteKind.PUT, new WriteReply.Written(1, WriteOutcome.CREATED), 300_000);
        metrics.written(WriteKind.DELETE, new WriteReply.Refused(ErrorCode.VERSION_CONFLICT, ""), 1);
        metrics.written(WriteKind.JSON_PATCH, new WriteReply.Refused(ErrorCode.OUTCOME_UNKNOWN, ""), 1);
        assertThat(registry.scrape())
                .contains("lux_writes_total{kind=\"put\",result=\"created\"} 1.0")
                .contains("lux_writes_total{kind=\"delete\",result=\"refused\"} 1.0")
                .contains("lux_writes_total{kind=\"json_patch\",result=\"failed\"} 1.0")
                .contains("lux_writes_total{kind=\"merge_patch\",result=\"replaced\"} 0.0")
                .contains("lux_write_ack_seconds_bucket{le=\"2.5E-4\"} 0")
                .contains("lux_write_ack_seconds_bucket{le=\"5.0E-4\"} 1")
                .contains("lux_write_ack_seconds_count 1");
    }

    @Test
    void errorsAndDeliveriesAreCounted() {
        metrics.error(ErrorCode.BUSY);
        metrics.delivered(3);
        metrics.patchable(2, 1);
        metrics.replaced(2);
        metrics.deliveredAfter(2_000_000);
        assertThat(registry.scrape())
                .contains("lux_errors_total{code=\"busy\"} 1.0")
                .contains("lux_deliveries_total 3.0")
                .contains("lux_delta_deliveries_total{form=\"patch\"} 2.0")
                .contains("lux_delta_deliveries_total{form=\"state\"} 1.0")
                .contains("lux_replaced_states_total 2.0")
                .contains("lux_delivery_seconds_bucket{le=\"0.0025\"} 1");
    }

    @Test
    void gaugesAskTheirSourcesWhenRead() {
        metrics.observe(() -> 1, () -> 2, () -> 3, () -> 4);
        metrics.subscriptionsChanged(5);
        metrics.subscriptionsChanged(-1);
        assertThat(registry.scrape())
                .contains("lux_documents 1.0")
                .contains("lux_state_bytes 2.0")
                .contains("lux_subscribers 3.0")
                .contains("lux_writes_waiting 4.0")
                .contains("lux_subscriptions 4.0");
    }

    @Test
    void repairsAreCountedByCauseAndEveryCauseIsThereFromTheStart() {
        for (Cause cause : Cause.values()) {
            assertThat(registry.scrape()).contains("lux_repairs_total{cause=\"" + lower(cause) + "\"} 0.0");
            metrics.repairs().lost(cause);
            assertThat(registry.scrape()).contains("lux_repairs_total{cause=\"" + lower(cause) + "\"} 1.0");
        }
    }

    private static String lower(Cause cause) {
        return cause.name().toLowerCase(Locale.ROOT);
    }

    @Test
    void updatesThatWereSentAgainAreCounted() {
        metrics.fanOut().resent(2);
        metrics.fanOut().resent(3);
        assertThat(registry.scrape()).contains("lux_updates_resent_total 5.0");
        metrics.fanOut().sent(1);
        metrics.fanOut().sent(4);
        assertThat(registry.scrape()).contains("lux_updates_sent_total 2.0", "lux_changes_sent_total 5.0");
    }
}
