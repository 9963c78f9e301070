package dev.lux.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.cluster.Address;
import com.hazelcast.internal.partition.PartitionLostEventImpl;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class LossCounterTest {
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    /** Lost copies are counted from 0, the primary alone. */
    @ParameterizedTest
    @CsvSource({"0, 0, 1", "1, 0, 0", "1, 1, 1", "1, 6, 1", "2, 1, 0", "2, 2, 1"})
    void onlyAShardThatLostEveryCopyIsALoss(int copies, int lost, int losses) {
        LostShards shards = new LostShards(List::of, System::nanoTime);
        LossCounter counter = new LossCounter(copies, shards, executor);
        counter.partitionLost(new PartitionLostEventImpl(7, lost, new Address()));
        assertThat(counter.losses()).isEqualTo(losses);
        assertThat(shards.mayComeBack(7)).isEqualTo(losses > 0);
        assertThat(shards.mayComeBack(8)).isFalse();
    }
}
