package dev.lux.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lux.document.AnsweredBatch.Answer;
import dev.lux.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(10)
class RecordFormatTest {
    private static final OperationId OPERATION = new OperationId(3, 4);
    private static final Lease LEASE = new Lease(new HolderToken(-1, 7), 15_000, OnExpire.DELETE);
    private static final Expiry EXPIRY = new Expiry(Expiry.Reason.TTL, 1_795_223_278_000_123L, "Zoë");
    private static final DocumentRecord LIVE = record(1, 2, OPERATION, "{}");

    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of("a live document", LIVE),
                Arguments.of("a tombstone", new DocumentRecord(1, 2, OPERATION, null, 5, "me", List.of())),
                Arguments.of("an empty value", record(1, 2, OPERATION, "")),
                Arguments.of(
                        "extreme numbers",
                        new DocumentRecord(
                                Long.MAX_VALUE,
                                Long.MAX_VALUE,
                                new OperationId(Long.MIN_VALUE, -1),
                                new byte[] {0, -1},
                                Long.MAX_VALUE,
                                "",
                                List.of())),
                Arguments.of(
                        "255 bytes of by",
                        new DocumentRecord(1, 2, OPERATION, null, 5, "x" + "é".repeat(127), List.of())),
                Arguments.of("32 remembered writes", withRemembered(32, json("{\"a\":1}"))),
                Arguments.of("32 remembered writes of a tombstone", withRemembered(32, null)),
                Arguments.of("255 remembered writes", withRemembered(255, json("1"))),
                Arguments.of("a ttl", withLifetime(new Lifetime(600_000, null, null))),
                Arguments.of("a lease", withLifetime(new Lifetime(0, LEASE, null))),
                Arguments.of("a lease that has run out", withLifetime(new Lifetime(Long.MAX_VALUE, LEASE, EXPIRY))),
                Arguments.of("a stale mark alone", withLifetime(new Lifetime(0, null, EXPIRY))),
                Arguments.of(
                        "a tombstone that time made",
                        new DocumentRecord(
                                1, 2, OPERATION, null, 5, "lux", List.of(), List.of(), Lifetime.ended(EXPIRY))),
                Arguments.of("an answered batch", withAnswered(1, 1, json("{}"))),
                Arguments.of("an answered batch of a tombstone", withAnswered(1, 3, null)),
                Arguments.of("255 answered batches", withAnswered(255, 2, json("1"))),
                Arguments.of("an answered batch of 65535 writes", withAnswered(1, 65_535, json("1"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("records")
    void aRecordIsReadAsItWasWritten(String name, DocumentRecord record) {
        DocumentRecord read = RecordFormat.read(RecordFormat.write(record));
        assertThat(read).usingRecursiveComparison().ignoringFields("answered").isEqualTo(record);
        assertThat(read.answered()).isEqualTo(record.answered());
    }

    @Test
    void aRecordHasTheseBytes() {
        DocumentRecord record = new DocumentRecord(
                1,
                2,
                OPERATION,
                json("{}"),
                5,
                "me",
                List.of(new RememberedWrite(new Digest(6, 7), new Digest(8, 9), 10, WriteOutcome.DELETED)),
                List.of(new AnsweredBatch(
                        -2, 11, List.of(Answer.applied(12, WriteOutcome.DELETED), Answer.refused(ErrorCode.BUSY)))));
        assertThat(HexFormat.of().formatHex(RecordFormat.write(record)))
                .isEqualTo("0100"
                        + "0000000000000001" + "0000000000000002" + "0000000000000003" + "0000000000000004"
                        + "0000000000000005" + "026d65"
                        + "01" + "0000000000000006" + "0000000000000007" + "0000000000000008" + "0000000000000009"
                        + "000000000000000a" + "02"
                        + "01" + "fffffffffffffffe" + "000000000000000b" + "0002"
                        + "02" + "000000000000000c"
                        + "ff" + "04" + "62757379"
                        + "7b7d");
    }

    @Test
    void aRecordThatEndsHasTheseBytes() {
        assertThat(HexFormat.of().formatHex(RecordFormat.write(withLifetime(new Lifetime(10, LEASE, EXPIRY)))))
                .isEqualTo("0102"
                        + "0000000000000001" + "0000000000000002" + "0000000000000003" + "0000000000000004"
                        + "0000000000000005" + "026d65" + "00" + "00"
                        + "07" + "000000000000000a"
                        + "ffffffffffffffff" + "0000000000000007" + "0000000000003a98" + "01"
                        + "01" + HexFormat.of().toHexDigits(1_795_223_278_000_123L) + "04" + "5a6fc3ab"
                        + "7b7d");
    }

    @Test
    void aTombstoneHasTheseBytes() {
        assertThat(HexFormat.of()
                        .formatHex(RecordFormat.write(new DocumentRecord(1, 2, OPERATION, null, 5, "me", List.of()))))
                .isEqualTo("0101"
                        + "0000000000000001" + "0000000000000002" + "0000000000000003" + "0000000000000004"
                        + "0000000000000005" + "026d65" + "00" + "00");
    }

    @Test
    void theStampIsTheSameWhateverFollowsIt() {
        DocumentRecord other = new DocumentRecord(
                1, 2, OPERATION, null, 99, "you", withRemembered(3, null).remembered());
        assertThat(RecordFormat.sameStamp(RecordFormat.write(LIVE), RecordFormat.write(other)))
                .isTrue();
    }

    static Stream<Arguments> otherStamps() {
        return Stream.of(
                Arguments.of("term", record(9, 2, OPERATION, "{}")),
                Arguments.of("version", record(1, 9, OPERATION, "{}")),
                Arguments.of("incarnation", record(1, 2, new OperationId(9, 4), "{}")),
                Arguments.of("sequence", record(1, 2, new OperationId(3, 9), "{}")),
                Arguments.of("first bit", record(1 | Long.MIN_VALUE, 2, OPERATION, "{}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherStamps")
    void theStampIsAnotherWhenOnePartOfItIs(String part, DocumentRecord other) {
        assertThat(RecordFormat.sameStamp(RecordFormat.write(LIVE), RecordFormat.write(other)))
                .isFalse();
    }

    @Test
    void aLongerByIsRefused() {
        DocumentRecord record = new DocumentRecord(1, 2, OPERATION, null, 5, "é".repeat(128), List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordFormat.write(record))
                .withMessageContaining("255 bytes of by");
    }

    @Test
    void moreRememberedWritesAreRefused() {
        DocumentRecord record = withRemembered(256, null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordFormat.write(record))
                .withMessageContaining("255 remembered writes");
    }

    @Test
    void moreAnsweredBatchesAreRefused() {
        DocumentRecord record = withAnswered(256, 1, null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordFormat.write(record))
                .withMessageContaining("255 answered batches");
    }

    @Test
    void anAnsweredBatchOfMoreWritesIsRefused() {
        DocumentRecord record = withAnswered(1, 65_536, null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordFormat.write(record))
                .withMessageContaining("65535 answers");
    }

    /** A node that is not updated yet may be the next owner. */
    @Test
    void aRefusalThatThisNodeDoesNotKnowIsReadAsAnInternalOne() {
        DocumentRecord record = new DocumentRecord(
                1,
                2,
                OPERATION,
                null,
                5,
                "me",
                List.of(),
                List.of(answered(1, List.of(Answer.refused(ErrorCode.BUSY)))));
        byte[] bytes = RecordFormat.write(record);
        int code = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("busy");
        bytes[code] = 'f';
        assertThat(RecordFormat.read(bytes).answered())
                .containsExactly(answered(1, List.of(Answer.refused(ErrorCode.INTERNAL))));
    }

    @Test
    void aRecordUnderAnotherTermIsTheSameButForItsStamp() {
        DocumentRecord answered = withAnswered(3, 2, json("{}"));
        DocumentRecord record = new DocumentRecord(
                1, 2, OPERATION, json("{}"), 5, "me", List.of(), answered.answered(), new Lifetime(9, LEASE, EXPIRY));
        DocumentRecord raised = record.underTerm(9, new OperationId(8, 7));
        assertThat(RecordFormat.sameStamp(RecordFormat.write(record), RecordFormat.write(raised)))
                .isFalse();
        assertThat(raised.underTerm(record.term(), record.operation()))
                .usingRecursiveComparison()
                .isEqualTo(record);
    }

    @Test
    void aRecordOfAnotherFormatIsRefused() {
        byte[] bytes = RecordFormat.write(LIVE);
        bytes[0] = 2;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordFormat.read(bytes))
                .withMessage("a record of an unknown format: 2");
    }

    @Test
    void aRecordThatIsCutInItsHeadIsRefused() {
        byte[] bytes = RecordFormat.write(withAnswered(2, 3, null));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException()
                    .as("%d bytes", length)
                    .isThrownBy(() -> RecordFormat.read(cut))
                    .withMessageContaining("ends early");
        }
    }

    @Test
    void aRecordHasOneForm() {
        byte[] tombstone = RecordFormat.write(withRemembered(1, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordFormat.read(Arrays.copyOf(tombstone, tombstone.length + 1)));
        byte[] flags = RecordFormat.write(LIVE);
        flags[1] = 4;
        assertThatIllegalArgumentException().isThrownBy(() -> RecordFormat.read(flags));
        byte[] lifetime = RecordFormat.write(withLifetime(new Lifetime(10, null, null)));
        int parts = lifetime.length - "{}".length() - 1 - Long.BYTES;
        assertThat(lifetime[parts]).isEqualTo((byte) 1);
        for (int unknown : new int[] {0, 8, -1}) {
            lifetime[parts] = (byte) unknown;
            assertThatIllegalArgumentException().isThrownBy(() -> RecordFormat.read(lifetime));
        }
        byte[] by = RecordFormat.write(LIVE);
        by[43] = (byte) 0xff;
        assertThatIllegalArgumentException().isThrownBy(() -> RecordFormat.read(by));
    }

    private static DocumentRecord record(long term, long version, OperationId operation, String data) {
        return new DocumentRecord(term, version, operation, json(data), 5, "me", List.of());
    }

    private static DocumentRecord withLifetime(Lifetime lifetime) {
        return new DocumentRecord(1, 2, OPERATION, json("{}"), 5, "me", List.of(), List.of(), lifetime);
    }

    private static DocumentRecord withRemembered(int count, byte[] data) {
        Random random = new Random(count);
        WriteOutcome[] outcomes = WriteOutcome.values();
        List<RememberedWrite> remembered = IntStream.range(0, count)
                .mapToObj(i -> new RememberedWrite(
                        new Digest(random.nextLong(), random.nextLong()),
                        new Digest(random.nextLong(), random.nextLong()),
                        random.nextLong(),
                        outcomes[i % outcomes.length]))
                .toList();
        return new DocumentRecord(1, 2, OPERATION, data, 5, "me", remembered);
    }

    /** Answers of every outcome and of several refusals. */
    private static DocumentRecord withAnswered(int batches, int writes, byte[] data) {
        WriteOutcome[] outcomes = WriteOutcome.values();
        ErrorCode[] codes = ErrorCode.values();
        List<Answer> answers = IntStream.range(0, writes)
                .mapToObj(i -> i % 2 == 0
                        ? Answer.applied(Long.MAX_VALUE - i, outcomes[i / 2 % outcomes.length])
                        : Answer.refused(codes[i / 2 % codes.length]))
                .toList();
        List<AnsweredBatch> answered =
                IntStream.range(0, batches).mapToObj(i -> answered(-i, answers)).toList();
        return new DocumentRecord(1, 2, OPERATION, data, 5, "me", List.of(), answered);
    }

    private static AnsweredBatch answered(long writer, List<Answer> answers) {
        return new AnsweredBatch(writer, Long.MAX_VALUE, answers);
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
