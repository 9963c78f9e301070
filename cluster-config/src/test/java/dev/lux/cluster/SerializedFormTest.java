package dev.lux.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.hazelcast.internal.serialization.InternalSerializationService;
import com.hazelcast.internal.serialization.impl.DefaultSerializationServiceBuilder;
import com.hazelcast.map.EntryProcessor;
import dev.lux.store.CasResult;
import java.util.AbstractMap.SimpleEntry;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is left of a processor on another member. */
@Timeout(20)
class SerializedFormTest {
    private static final InternalSerializationService SERIALIZATION = new DefaultSerializationServiceBuilder()
            .addDataSerializableFactory(LuxSerializers.FACTORY_ID, new LuxSerializers())
            .build();

    private final byte[] first = Records.next(1, "first");
    private final byte[] second = Records.next(2, "second");

    @AfterAll
    static void dispose() {
        SERIALIZATION.dispose();
    }

    @Test
    void aCompareAndSetThatHasTravelledIsFenced() {
        Map.Entry<String, byte[]> entry = new SimpleEntry<>("a", first);
        assertThat(CompareAndSet.decode(
                        travelled(new CompareAndSet(first, second)).process(entry)))
                .isInstanceOf(CasResult.Fenced.class);
        assertThat(entry.getValue()).isSameAs(first);
    }

    @Test
    void aCompareAndSetThatHasTravelledHasNothingForTheCopies() {
        CompareAndSet travelled = travelled(new CompareAndSet(first, second));
        travelled.process(new SimpleEntry<>("a", first));
        assertThat(travelled.getBackupProcessor()).isNull();
    }

    @Test
    void aCompareAndSetThatWasRefusedHasNothingForTheCopies() {
        CompareAndSet refused = new CompareAndSet(second, first);
        refused.process(new SimpleEntry<>("a", Records.next(3, "other")));
        assertThat(refused.getBackupProcessor()).isNull();
    }

    @Test
    void theCopiesGetWhatWasSet() {
        assertThat(onTheCopy(first, new CompareAndSet(first, second))).isEqualTo(second);
    }

    @Test
    void theCopiesLoseWhatWasRemoved() {
        assertThat(onTheCopy(first, new CompareAndSet(first, null))).isNull();
    }

    /** An earlier attempt may have reached the primary and no copy. */
    @Test
    void theCopiesGetWhatWasSetBefore() {
        assertThat(onTheCopy(second, new CompareAndSet(first, second))).isEqualTo(second);
    }

    @Test
    void anUnknownClassIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LuxSerializers().create(99));
    }

    /** What a copy that held {@code first} holds afterwards. */
    private byte[] onTheCopy(byte[] onThePrimary, CompareAndSet compareAndSet) {
        compareAndSet.process(new SimpleEntry<>("a", onThePrimary));
        Map.Entry<String, byte[]> copy = new SimpleEntry<>("a", first);
        travelled(compareAndSet.getBackupProcessor()).process(copy);
        return copy.getValue();
    }

    private static <P extends EntryProcessor<String, byte[], byte[]>> P travelled(P processor) {
        return SERIALIZATION.toObject(SERIALIZATION.toData(processor));
    }
}
