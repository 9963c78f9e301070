package dev.lux.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.document.DocumentRecord;
import dev.lux.document.OperationId;
import dev.lux.document.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class MergeRuleTest {
    private static long notAsked() {
        throw new AssertionError("the floor does not matter here");
    }

    @ParameterizedTest
    @CsvSource({
        "2, 5, 1, 9, merging", // the other side claimed the shard since
        "1, 9, 2, 5, existing", // this side claimed it since
        "1, 9, 1, 5, merging", // one owner, and its last write
        "1, 5, 1, 9, existing",
        "1, 5, 1, 5, existing" // a tie
    })
    void theHigherTermThenTheHigherVersionStays(
            long mergingTerm, long mergingVersion, long term, long version, String expected) {
        byte[] merging = record(mergingTerm, mergingVersion, 1, "merging");
        byte[] existing = record(term, version, 2, "existing");
        assertThat(MergeRule.document(merging, existing, MergeRuleTest::notAsked))
                .isEqualTo(expected.equals("merging") ? merging : existing);
    }

    @Test
    void tombstonesCompeteLikeValues() {
        byte[] live = record(1, 5, 1, "live");
        byte[] laterTombstone = record(1, 6, 2, null);
        assertThat(MergeRule.document(live, laterTombstone, MergeRuleTest::notAsked))
                .isEqualTo(laterTombstone);
        assertThat(MergeRule.document(laterTombstone, live, MergeRuleTest::notAsked))
                .isEqualTo(laterTombstone);
    }

    @ParameterizedTest
    @CsvSource({"11, true", "10, false", "9, false"})
    void anAbsentDocumentComesOnlyFromAboveTheFloor(long version, boolean comes) {
        byte[] merging = record(1, version, 1, "merging");
        assertThat(MergeRule.document(merging, null, () -> 10)).isEqualTo(comes ? merging : null);
    }

    @Test
    void aShardKeepsTheHigherTerm() {
        byte[] low = record(1, 70, 1, null);
        byte[] high = record(2, 50, 2, null);
        assertThat(RecordFormat.term(MergeRule.meta(high, low))).isEqualTo(2);
        assertThat(MergeRule.meta(low, high)).isEqualTo(high);
    }

    /** The floor of the other side would drop that side's own documents, which are yet to come. */
    @Test
    void aShardKeepsTheFloorOfThisSide() {
        byte[] merging = record(2, 50, 2, null);
        assertThat(RecordFormat.version(MergeRule.meta(merging, record(1, 7, 1, null))))
                .isEqualTo(7);
        assertThat(RecordFormat.version(MergeRule.meta(merging, null))).isZero();
        assertThat(RecordFormat.term(MergeRule.meta(merging, null))).isEqualTo(2);
    }

    @Test
    void aTieOfShardsLeavesThisSideAsItIs() {
        byte[] existing = record(1, 7, 1, null);
        assertThat(MergeRule.meta(record(1, 50, 2, null), existing)).isEqualTo(existing);
    }

    private static byte[] record(long term, long version, long operation, String data) {
        byte[] bytes = data == null ? null : data.getBytes(StandardCharsets.UTF_8);
        return RecordFormat.write(
                new DocumentRecord(term, version, new OperationId(3, operation), bytes, 5, "test", List.of()));
    }
}
