package dev.lux.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.internal.serialization.InternalSerializationService;
import com.hazelcast.internal.serialization.impl.DefaultSerializationServiceBuilder;
import dev.lux.document.DocumentRecord;
import dev.lux.document.OperationId;
import dev.lux.document.RecordFormat;
import dev.lux.store.CasResult;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(10)
class CompareAndSetTest {
    private static final byte[] A = record(1, 1, 1, "a");
    private static final byte[] B = record(1, 2, 2, "b");
    private static final byte[] C = record(1, 3, 3, "c");
    private static final byte @Nullable [] NONE = null;

    private static byte[] record(long term, long version, long operation, String data) {
        return RecordFormat.write(new DocumentRecord(
                term,
                version,
                new OperationId(9, operation),
                data.getBytes(StandardCharsets.UTF_8),
                5,
                "me",
                List.of()));
    }

    static Stream<Arguments> table() {
        return Stream.of(
                row("creates", NONE, NONE, A, "Applied", A),
                row("replaces", A, A, B, "Applied", B),
                row("removes", A, A, NONE, "Applied", NONE),
                row("same operation again", B, A, B, "Same", B),
                row("same creation again", A, NONE, A, "Same", A),
                row("another is there", C, A, B, "Conflict", C),
                row("something is there", C, NONE, A, "Conflict", C),
                row("nothing is there", NONE, A, B, "Conflict", NONE),
                row("nothing to remove", NONE, A, NONE, "Conflict", NONE),
                row("another term", record(2, 1, 1, "a"), A, B, "Conflict", record(2, 1, 1, "a")),
                row("another operation", record(1, 1, 7, "a"), A, B, "Conflict", record(1, 1, 7, "a")),
                row("only the stamp counts", A, record(1, 1, 1, "other data"), B, "Applied", B));
    }

    private static Arguments row(
            String what,
            byte @Nullable [] current,
            byte @Nullable [] base,
            byte @Nullable [] next,
            String result,
            byte @Nullable [] after) {
        return Arguments.of(what, current, base, next, result, after);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void theStampDecides(
            String what,
            byte @Nullable [] current,
            byte @Nullable [] base,
            byte @Nullable [] next,
            String expected,
            byte @Nullable [] after) {
        Map.Entry<String, byte[]> entry = new AbstractMap.SimpleEntry<>("a", current);
        CompareAndSet processor = new CompareAndSet(base, next);
        CasResult result = CompareAndSet.decode(processor.process(entry));
        assertThat(result.getClass().getSimpleName()).as(what).isEqualTo(expected);
        assertThat(entry.getValue()).isEqualTo(after);
        assertThat(processor.getBackupProcessor() == null).as("no copy").isEqualTo(expected.equals("Conflict"));
        if (result instanceof CasResult.Conflict conflict) {
            assertThat(conflict.current()).isEqualTo(current);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void aCopyGetsWhatThePrimaryHas(
            String what,
            byte @Nullable [] current,
            byte @Nullable [] base,
            byte @Nullable [] next,
            String expected,
            byte @Nullable [] after) {
        CompareAndSet processor = new CompareAndSet(base, next);
        processor.process(new AbstractMap.SimpleEntry<>("a", current));
        var copy = processor.getBackupProcessor();
        Map.Entry<String, byte[]> replica = new AbstractMap.SimpleEntry<>("a", current);
        if (copy != null) {
            SetCopy travelled = travel((SetCopy) copy);
            travelled.process(replica);
        }
        assertThat(replica.getValue()).as(what).isEqualTo(after);
    }

    @Test
    void oneThatTravelledIsFencedAndChangesNothing() {
        CompareAndSet travelled = travel(new CompareAndSet(A, B));
        Map.Entry<String, byte[]> entry = new AbstractMap.SimpleEntry<>("a", A);
        assertThat(CompareAndSet.decode(travelled.process(entry))).isInstanceOf(CasResult.Fenced.class);
        assertThat(entry.getValue()).isEqualTo(A);
        assertThat(travelled.getBackupProcessor() == null).isTrue();
    }

    private static <T> T travel(T sent) {
        InternalSerializationService serialization = new DefaultSerializationServiceBuilder()
                .addDataSerializableFactory(LuxSerializers.FACTORY_ID, new LuxSerializers())
                .build();
        T received = serialization.toObject(serialization.toData(sent));
        assertThat(received).isNotSameAs(sent);
        serialization.dispose();
        return received;
    }
}
