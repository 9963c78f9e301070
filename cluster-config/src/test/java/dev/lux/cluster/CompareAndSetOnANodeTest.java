package dev.lux.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.internal.serialization.InternalSerializationService;
import com.hazelcast.map.IMap;
import dev.lux.store.CasResult;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class CompareAndSetOnANodeTest {
    @RegisterExtension
    static final ClusterNodeExtension NODE = new ClusterNodeExtension();

    private final String key = "doc-" + UUID.randomUUID();
    private final byte[] first = Records.next(1, "first");
    private final byte[] second = Records.next(2, "second");
    private final byte[] third = Records.next(3, "third");

    @Test
    void aFirstRecordIsSetWhereNoneIs() {
        assertThat(NODE.compareAndSet(key, null, first)).isInstanceOf(CasResult.Applied.class);
        assertThat(NODE.stored(key)).isEqualTo(first);
    }

    @Test
    void theNextRecordIsSetOnTheBaseThatItNames() {
        NODE.compareAndSet(key, null, first);
        assertThat(NODE.compareAndSet(key, first, second)).isInstanceOf(CasResult.Applied.class);
        assertThat(NODE.stored(key)).isEqualTo(second);
    }

    @Test
    void anotherBaseIsAnsweredWithTheCurrentRecord() {
        NODE.compareAndSet(key, null, first);
        assertConflict(NODE.compareAndSet(key, second, third), first);
        assertThat(NODE.stored(key)).isEqualTo(first);
    }

    @Test
    void aRecordWhereNoneShouldBeIsAnsweredWithIt() {
        NODE.compareAndSet(key, null, first);
        assertConflict(NODE.compareAndSet(key, null, second), first);
        assertThat(NODE.stored(key)).isEqualTo(first);
    }

    @Test
    void aBaseThatIsGoneIsAnsweredWithNothing() {
        assertConflict(NODE.compareAndSet(key, first, second), null);
        assertThat(NODE.stored(key)).isNull();
    }

    @Test
    void aRepeatedFirstRecordIsTheSameAndStays() {
        NODE.compareAndSet(key, null, first);
        assertThat(NODE.compareAndSet(key, null, first)).isInstanceOf(CasResult.Same.class);
        assertThat(NODE.stored(key)).isEqualTo(first);
    }

    @Test
    void aRepeatedNextRecordIsTheSameAndStays() {
        NODE.compareAndSet(key, null, first);
        NODE.compareAndSet(key, first, second);
        assertThat(NODE.compareAndSet(key, first, second)).isInstanceOf(CasResult.Same.class);
        assertThat(NODE.stored(key)).isEqualTo(second);
    }

    @Test
    void aRepeatedRecordThatWasReplacedMeanwhileIsAConflict() {
        NODE.compareAndSet(key, null, first);
        NODE.compareAndSet(key, first, second);
        assertConflict(NODE.compareAndSet(key, null, first), second);
    }

    @Test
    void aRecordIsRemoved() {
        NODE.compareAndSet(key, null, first);
        assertThat(NODE.compareAndSet(key, first, null)).isInstanceOf(CasResult.Applied.class);
        assertThat(NODE.stored(key)).isNull();
    }

    @Test
    void anotherRecordThanTheBaseIsNotRemoved() {
        NODE.compareAndSet(key, null, first);
        assertConflict(NODE.compareAndSet(key, second, null), first);
        assertThat(NODE.stored(key)).isEqualTo(first);
    }

    @Test
    void ofSixteenThatRaceExactlyOneWinsEachRoundAndTheOthersSeeIt() throws Exception {
        int racers = 16;
        int rounds = 50;
        ExecutorService threads = Executors.newFixedThreadPool(racers);
        try {
            CyclicBarrier start = new CyclicBarrier(racers);
            byte[] base = null;
            for (int round = 1; round <= rounds; round++) {
                List<Future<Attempt>> running = new ArrayList<>();
                byte[] before = base;
                for (int racer = 0; racer < racers; racer++) {
                    byte[] next = Records.next(round, "racer " + racer);
                    running.add(threads.submit(() -> {
                        start.await(10, TimeUnit.SECONDS);
                        return new Attempt(next, NODE.compareAndSet(key, before, next));
                    }));
                }
                List<Attempt> attempts = new ArrayList<>();
                for (Future<Attempt> attempt : running) {
                    attempts.add(attempt.get(20, TimeUnit.SECONDS));
                }
                List<Attempt> winners = attempts.stream()
                        .filter(attempt -> attempt.result() instanceof CasResult.Applied)
                        .toList();
                assertThat(winners).as("winners of round %d", round).hasSize(1);
                Attempt winner = winners.get(0);
                attempts.stream()
                        .filter(attempt -> !(attempt.result() instanceof CasResult.Applied))
                        .forEach(attempt -> assertConflict(attempt.result(), winner.next()));
                base = winner.next();
            }
            assertThat(NODE.stored(key)).isEqualTo(base);
        } finally {
            threads.shutdownNow();
        }
    }

    private record Attempt(byte[] next, CasResult result) {}

    /** As when the partition moved away between the call and its run. */
    @Test
    void oneThatHasTravelledIsFencedAndChangesNothing() {
        NODE.compareAndSet(key, null, first);
        InternalSerializationService serialization =
                ((HazelcastInstanceProxy) NODE.hazelcast()).getSerializationService();
        CompareAndSet travelled = serialization.toObject(serialization.toData(new CompareAndSet(first, second)));
        IMap<String, byte[]> documents = NODE.hazelcast().getMap(HazelcastSetup.DOCUMENTS);
        assertThat(CompareAndSet.decode(documents.executeOnKey(key, travelled))).isInstanceOf(CasResult.Fenced.class);
        assertThat(NODE.stored(key)).isEqualTo(first);
    }

    private static void assertConflict(CasResult result, byte[] current) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        CasResult.Conflict.class,
                        conflict -> assertThat(conflict.current()).isEqualTo(current));
    }
}
