package dev.lux.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.document.Pattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class InterestDigestTest {
    private static InterestDigest of(List<Pattern> patterns) {
        InterestDigest digest = InterestDigest.NONE;
        for (Pattern pattern : patterns) {
            digest = digest.plus(pattern);
        }
        return digest;
    }

    @Test
    void equalSetsAreEqualWhateverTheOrder() {
        List<Pattern> patterns = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            patterns.add(Pattern.parse("doc-" + i + (i % 2 == 0 ? "*" : "")));
        }
        InterestDigest digest = of(patterns);
        Collections.shuffle(patterns, new Random(1));
        assertThat(of(patterns)).isEqualTo(digest);
        assertThat(digest.count()).isEqualTo(100);
    }

    @Test
    void whatComesAndGoesLeavesNothing() {
        InterestDigest digest = of(List.of(Pattern.parse("a"), Pattern.parse("b*")));
        assertThat(digest.plus(Pattern.parse("c")).minus(Pattern.parse("c"))).isEqualTo(digest);
        assertThat(digest.minus(Pattern.parse("b*")).minus(Pattern.parse("a"))).isEqualTo(InterestDigest.NONE);
    }

    @Test
    void anIdIsNotThePrefixOfTheSameText() {
        assertThat(of(List.of(Pattern.parse("a")))).isNotEqualTo(of(List.of(Pattern.parse("a*"))));
    }

    /** Ids that count up are the common case, and the one in which sums of poor hashes meet. */
    @Test
    void setsThatDifferInAPairOfNeighboursDiffer() {
        Set<InterestDigest> seen = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            for (int j = i + 1; j < 300; j++) {
                seen.add(of(List.of(Pattern.parse("doc-" + i), Pattern.parse("doc-" + j))));
            }
        }
        assertThat(seen).hasSize(300 * 299 / 2);
    }

    /** Two nodes compare what each has computed, maybe of different builds: the value is part of the protocol. */
    @Test
    void theHashIsThisOne() {
        assertThat(Long.toHexString(of(List.of(Pattern.parse("a"))).hash())).isEqualTo("d0137a57d0ef408f");
        assertThat(Long.toHexString(of(List.of(Pattern.parse("a*"))).hash())).isEqualTo("f25b692abf9688f0");
    }
}
