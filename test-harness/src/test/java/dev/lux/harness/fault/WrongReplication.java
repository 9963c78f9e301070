package dev.lux.harness.fault;

import com.hazelcast.config.Config;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import dev.lux.harness.fault.FaultyBroker.Wrong;

/** Configurations of replication that keep less than the broker promises. */
final class WrongReplication {
    private WrongReplication() {}

    static void spoil(Config config, Wrong wrong) {
        MapConfig documents = config.getMapConfig("lux.documents");
        switch (wrong) {
            case ACKNOWLEDGED_BEFORE_COPY -> {
                int copies = documents.getBackupCount();
                documents.setBackupCount(0).setAsyncBackupCount(copies);
            }
            case INDETERMINATE_IS_SUCCESS ->
                config.setProperty("hazelcast.operation.fail.on.indeterminate.state", "false");
            case DEFAULT_MERGE -> documents.setMergePolicyConfig(new MergePolicyConfig());
            default -> {
                // Its fault is elsewhere.
            }
        }
    }
}
