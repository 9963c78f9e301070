package dev.lux.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LostShardsTest {
    private static final Duration LITTLE = Duration.ofMillis(1);

    private List<String> members = List.of("a", "b");
    private long nanos = 1_000;
    private final LostShards shards = new LostShards(() -> members, () -> nanos);

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void aShardThatWasNotLostWaitsForNothing() {
        shards.add(1);
        assertThat(shards.mayComeBack(2)).isFalse();
    }

    @Test
    void aLostShardWaitsFromWhenItIsAskedForUntilItIsQuiet() {
        shards.add(1);
        pass(Duration.ofHours(1));
        assertThat(shards.mayComeBack(1)).isTrue();
        pass(LostShards.QUIET.minus(LITTLE));
        assertThat(shards.mayComeBack(1)).isTrue();
        pass(LITTLE);
        assertThat(shards.mayComeBack(1)).isFalse();
        assertThat(shards.mayComeBack(1)).as("for good").isFalse();
    }

    @Test
    void aMemberThatComesMakesItWaitAgain() {
        shards.add(1);
        assertThat(shards.mayComeBack(1)).isTrue();
        pass(LostShards.QUIET.minus(LITTLE));
        members = List.of("a", "b", "c");
        assertThat(shards.mayComeBack(1)).isTrue();
        pass(LostShards.QUIET.minus(LITTLE));
        members = List.of("c", "b", "a");
        assertThat(shards.mayComeBack(1)).as("the same ones").isTrue();
        pass(LITTLE);
        assertThat(shards.mayComeBack(1)).isFalse();
    }

    @Test
    void membersThatComeAndGoMakeItWaitForSoLongAndNoLonger() {
        shards.add(1);
        for (long waited = 0; waited < LostShards.AT_MOST.toSeconds(); waited++) {
            members = List.of("member " + waited);
            assertThat(shards.mayComeBack(1)).as("after %d s", waited).isTrue();
            pass(Duration.ofSeconds(1));
        }
        members = List.of("one more");
        assertThat(shards.mayComeBack(1)).isFalse();
    }

    @Test
    void whileThisNodeMergesAnyShardMayStillCome() {
        shards.merging(true);
        assertThat(shards.mayComeBack(3)).isTrue();
        shards.merging(false);
        assertThat(shards.mayComeBack(3)).isFalse();
    }
}
