package dev.lux.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The documents of two shards: those from z on are in shard 1. */
@Timeout(10)
class DocumentsTest {
    private static final Set<Integer> BOTH = Set.of(0, 1);
    private final OwnerUnderTest owner = OwnerUnderTest.serving();
    private final Documents documents = owner.state.documents();

    @BeforeEach
    void write() {
        for (String id : List.of("z3", "a1", "z1", "b1", "a3", "a2", "z2", "a4")) {
            owner.applied(Writes.put(id, "1"));
        }
        owner.applied(Writes.delete("a3"));
    }

    private List<String> page(String match, Set<Integer> shards, String after, int limit) {
        return documents.page(Pattern.parse(match), shards, after, limit).stream()
                .map(DocumentState::id)
                .toList();
    }

    @Test
    void aPageIsInTheOrderOfIds() {
        assertThat(page("*", BOTH, "", 100)).containsExactly("a1", "a2", "a4", "b1", "z1", "z2", "z3");
        assertThat(page("a*", BOTH, "", 2)).containsExactly("a1", "a2");
        assertThat(page("a*", BOTH, "a2", 2)).containsExactly("a4");
    }

    @Test
    void aPageHasOnlyTheShardsThatAreAskedFor() {
        assertThat(page("*", Set.of(1), "", 2)).containsExactly("z1", "z2");
        assertThat(page("*", Set.of(1), "a1", 100)).containsExactly("z1", "z2", "z3");
        assertThat(page("*", Set.of(0), "a4", 100)).containsExactly("b1");
        assertThat(page("a1", Set.of(1), "", 100)).isEmpty();
        assertThat(page("*", Set.of(), "", 100)).isEmpty();
    }

    @Test
    void aPageMayBeginAnywhere() {
        assertThat(page("z*", BOTH, "a", 100)).as("before the prefix").containsExactly("z1", "z2", "z3");
        assertThat(page("a*", BOTH, "q", 100)).as("behind the prefix").isEmpty();
        assertThat(page("*", BOTH, "a3", 1)).as("at what is deleted").containsExactly("a4");
        assertThat(page("a1", BOTH, "a1", 100)).as("at the one id").isEmpty();
        assertThat(page("a1", BOTH, "a0", 100)).containsExactly("a1");
    }

    @Test
    void whatMatchesIsCountedByShard() {
        assertThat(documents.countMatches(Pattern.parse("*"), BOTH)).isEqualTo(7);
        assertThat(documents.countMatches(Pattern.parse("*"), Set.of(1))).isEqualTo(3);
        assertThat(documents.countMatches(Pattern.parse("a*"), Set.of(0))).isEqualTo(3);
        assertThat(documents.countMatches(Pattern.parse("a1"), Set.of(1))).isZero();
    }

    @Test
    void whatMatchesIsFoundByShard() {
        List<String> found = new ArrayList<>();
        documents.forEachMatch(Pattern.parse("*"), Set.of(1), state -> found.add(state.id()));
        assertThat(found).containsExactly("z1", "z2", "z3");
    }

    @Test
    void aShardThatIsDroppedLeavesTheOthersDocuments() {
        owner.store.ownedBy(1, "there");
        owner.follow();
        assertThat(page("*", BOTH, "", 100)).containsExactly("a1", "a2", "a4", "b1");
    }
}
