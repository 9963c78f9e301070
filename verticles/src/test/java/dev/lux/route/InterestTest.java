package dev.lux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.InterestDigest;
import dev.lux.document.Pattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InterestTest {
    private static final ScriptedTable TABLE = new ScriptedTable();

    private final Interest interest = new Interest(TABLE::shardOf);

    private static List<Pattern> patterns(String... matches) {
        return Arrays.stream(matches).map(Pattern::parse).toList();
    }

    private static InterestDigest digest(String... matches) {
        InterestDigest digest = InterestDigest.NONE;
        for (Pattern pattern : patterns(matches)) {
            digest = digest.plus(pattern);
        }
        return digest;
    }

    @Test
    void prefixesAreDigestedTogetherAndIdsByShard() {
        interest.add(patterns("a*", "b1", "c1", "d2"), 1);
        assertThat(interest.prefixes()).isEqualTo(digest("a*"));
        assertThat(interest.idsIn(1)).isEqualTo(digest("b1", "c1"));
        assertThat(interest.idsIn(2)).isEqualTo(digest("d2"));
        assertThat(interest.idsIn(3)).isEqualTo(InterestDigest.NONE);
    }

    @Test
    void digestsAreEqualForEqualInterestsWhateverTheirOrderAndHistory() {
        Random random = new Random(5);
        List<Pattern> wanted = new ArrayList<>(patterns("a*", "ab*", "*", "b1", "b5", "c2"));
        List<Pattern> passing = new ArrayList<>(patterns("x*", "y*", "x1", "y2", "z0"));
        Interest straight = new Interest(TABLE::shardOf);
        straight.add(wanted, 1);
        for (int round = 0; round < 200; round++) {
            Interest winding = new Interest(TABLE::shardOf);
            Collections.shuffle(wanted, random);
            Collections.shuffle(passing, random);
            winding.add(passing, 1);
            winding.add(wanted.subList(0, 3), 2);
            winding.add(wanted.subList(0, 4), 3);
            winding.remove(passing, 4);
            winding.add(wanted, 5);
            winding.remove(passing, 6);
            assertThat(winding.prefixes()).isEqualTo(straight.prefixes());
            for (int shard = 0; shard < TABLE.shardCount(); shard++) {
                assertThat(winding.idsIn(shard)).isEqualTo(straight.idsIn(shard));
            }
        }
    }

    @Test
    void differentInterestsOfOneSizeHaveDifferentDigests() {
        Interest other = new Interest(TABLE::shardOf);
        interest.add(patterns("a*", "b1"), 1);
        other.add(patterns("b*", "c1"), 1);
        assertThat(interest.prefixes()).isNotEqualTo(other.prefixes());
        assertThat(interest.idsIn(1)).isNotEqualTo(other.idsIn(1));
    }

    @Test
    void whatIsAddedTwiceIsThereOnceAndRemovedOnce() {
        interest.add(patterns("a*", "b1"), 1);
        interest.add(patterns("a*", "b1"), 2);
        interest.remove(patterns("a*", "b1", "never1"), 3);
        assertThat(interest.prefixes()).isEqualTo(InterestDigest.NONE);
        assertThat(interest.idsIn(1)).isEqualTo(InterestDigest.NONE);
        assertThat(interest.matches("a1")).isFalse();
        assertThat(interest.concerns(1)).isFalse();
    }

    @Test
    void aReplacementTakesThePlaceOfAllPrefixesButOfIdsInItsShardsOnly() {
        interest.add(patterns("a*", "b*", "c1", "d1", "e2"), 1);
        interest.replace(List.of(1, 3), patterns("b*", "n*", "d1", "f3"), 2);
        assertThat(interest.prefixes()).isEqualTo(digest("b*", "n*"));
        assertThat(interest.idsIn(1)).isEqualTo(digest("d1"));
        assertThat(interest.idsIn(2)).isEqualTo(digest("e2"));
        assertThat(interest.idsIn(3)).isEqualTo(digest("f3"));
    }

    @Test
    void aShardThatIsDroppedTakesItsIdsAlongAndNothingElse() {
        interest.add(patterns("a*", "b1", "c1", "d2"), 1);
        interest.dropShard(1);
        interest.dropShard(3);
        assertThat(interest.idsIn(1)).isEqualTo(InterestDigest.NONE);
        assertThat(interest.matches("b1")).isFalse();
        assertThat(interest.matches("a1")).isTrue();
        assertThat(interest.matches("d2")).isTrue();
        assertThat(interest.prefixes()).isEqualTo(digest("a*"));
    }

    @Test
    void aShardIsOfInterestForItsIdsAndEveryShardForAPrefix() {
        interest.add(patterns("b1"), 1);
        assertThat(interest.concerns(1)).isTrue();
        assertThat(interest.concerns(2)).isFalse();
        interest.add(patterns("a*"), 2);
        assertThat(interest.concerns(2)).isTrue();
        interest.remove(patterns("a*"), 3);
        assertThat(interest.concerns(2)).isFalse();
    }

    @Test
    void whatIsWantedOfSomeShardsIsTheirIdsAndEveryPrefix() {
        interest.add(patterns("a*", "b1", "c2", "d3"), 1);
        assertThat(interest.within(Set.of(1, 3))).containsExactlyInAnyOrderElementsOf(patterns("a*", "b1", "d3"));
        assertThat(interest.within(Set.of())).containsExactlyElementsOf(patterns("a*"));
    }

    /** Messages of one edge to one owner keep their order, but a beacon may be compared with a later one. */
    @Test
    void theGenerationNeverFalls() {
        interest.add(patterns("a*"), 5);
        interest.remove(patterns("a*"), 3);
        interest.replace(List.of(1), patterns("b1"), 4);
        assertThat(interest.generation()).isEqualTo(5);
        interest.remove(patterns("a*"), 6);
        assertThat(interest.generation()).isEqualTo(6);
    }
}
