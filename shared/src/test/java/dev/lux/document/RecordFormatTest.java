package dev.lux.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RecordFormatTest {
    private static final long SEED = 20_260_617;
    private final Random random = new Random(SEED);

    private DocumentRecord randomRecord() {
        byte[] data = random.nextInt(4) == 0 ? null : new byte[random.nextInt(200)];
        if (data != null) {
            random.nextBytes(data);
        }
        List<RememberedWrite> remembered = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            WriteOutcome[] outcomes = WriteOutcome.values();
            remembered.add(new RememberedWrite(
                    new Digest(random.nextLong(), random.nextLong()),
                    new Digest(random.nextLong(), random.nextLong()),
                    random.nextLong(),
                    outcomes[random.nextInt(outcomes.length)]));
        }
        String by = random.nextBoolean() ? "" : "größe 状態 ".repeat(random.nextInt(12));
        OperationId operation = new OperationId(random.nextLong(), random.nextLong());
        return new DocumentRecord(
                random.nextLong(), random.nextLong(), operation, data, random.nextLong(), by, remembered);
    }

    @Test
    void everyRecordIsReadAsItWasWritten() {
        for (int i = 0; i < 2_000; i++) {
            DocumentRecord record = randomRecord();
            DocumentRecord read = RecordFormat.read(RecordFormat.write(record));
            assertThat(read)
                    .as("record %d of seed %d", i, SEED)
                    .usingRecursiveComparison()
                    .isEqualTo(record);
        }
    }

    @Test
    void aRecordHasTheseBytes() {
        DocumentRecord record = new DocumentRecord(
                1,
                2,
                new OperationId(3, 4),
                "{}".getBytes(StandardCharsets.UTF_8),
                5,
                "me",
                List.of(new RememberedWrite(new Digest(6, 7), new Digest(8, 9), 10, WriteOutcome.DELETED)));
        assertThat(HexFormat.of().formatHex(RecordFormat.write(record)))
                .isEqualTo("0100" + "0000000000000001" + "0000000000000002" + "0000000000000003" + "0000000000000004"
                        + "0000000000000005" + "026d65" + "01" + "0000000000000006" + "0000000000000007"
                        + "0000000000000008" + "0000000000000009" + "000000000000000a" + "02" + "7b7d");
    }

    @Test
    void anEmptyDocumentIsNoTombstone() {
        OperationId operation = new OperationId(1, 1);
        DocumentRecord empty = new DocumentRecord(1, 1, operation, new byte[0], 1, "", List.of());
        assertThat(RecordFormat.read(RecordFormat.write(empty)).isTombstone()).isFalse();
    }

    @Test
    void stampsAreTheSameForOneCommitOnly() {
        DocumentRecord record = new DocumentRecord(1, 2, new OperationId(3, 4), null, 5, "me", List.of());
        byte[] bytes = RecordFormat.write(record);
        byte[] sameCommit =
                RecordFormat.write(new DocumentRecord(1, 2, new OperationId(3, 4), new byte[9], 6, "you", List.of()));
        assertThat(RecordFormat.sameStamp(bytes, sameCommit)).isTrue();
        assertThat(List.of(
                        new DocumentRecord(9, 2, new OperationId(3, 4), null, 5, "me", List.of()),
                        new DocumentRecord(1, 9, new OperationId(3, 4), null, 5, "me", List.of()),
                        new DocumentRecord(1, 2, new OperationId(9, 4), null, 5, "me", List.of()),
                        new DocumentRecord(1, 2, new OperationId(3, 9), null, 5, "me", List.of())))
                .allSatisfy(other -> assertThat(RecordFormat.sameStamp(bytes, RecordFormat.write(other)))
                        .isFalse());
    }

    @Test
    void anotherFormatIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordFormat.read(new byte[] {2, 0}))
                .withMessageContaining("unknown format: 2");
    }

    @Test
    void whatDoesNotFitItsLengthIsRefused() {
        RememberedWrite write = new RememberedWrite(new Digest(0, 0), new Digest(0, 0), 1, WriteOutcome.CREATED);
        OperationId operation = new OperationId(1, 1);
        assertThat(List.of(
                        new DocumentRecord(1, 1, operation, null, 1, "x".repeat(256), List.of()),
                        new DocumentRecord(1, 1, operation, null, 1, "", Collections.nCopies(256, write))))
                .allSatisfy(
                        record -> assertThatIllegalArgumentException().isThrownBy(() -> RecordFormat.write(record)));
    }
}
