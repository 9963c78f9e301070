package dev.lux.access.keys;

import static dev.lux.access.keys.AgreedKeysTest.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyNodesTest {
    private static final ApiKey FIRST = key(1, "read:*", null);
    private static final ApiKey SECOND = key(2, "read:*", null);

    private final long nowMicros = 1_795_000_000_000_000L;

    @Test
    void keysBeyondTheBoundAreLeftOutAndToldOnce() {
        List<ApiKey> many = new ArrayList<>();
        KeyNodes nodes = new KeyNodes();
        nodes.own("a:1", List.of(), nowMicros);
        for (int i = 3; i < 6; i++) {
            many.add(key(i, "read:*", null));
        }
        KeyNodes other = new KeyNodes();
        other.own("b:1", many, nowMicros);
        KeyNews news = new KeyNews(KeyFile.EMPTY, other.nodes(), other.listsBeside(List.of()));
        assertThat(nodes.take(news, any -> true, 2, nowMicros)).containsExactly("b:1");
        assertThat(nodes.ofOthers(true)).containsExactly(List.of());
        assertThat(nodes.nodes()).hasSize(2);
        assertThat(nodes.take(news, any -> true, 3, nowMicros)).isEmpty();
        assertThat(nodes.ofOthers(true))
                .singleElement()
                .satisfies(list -> assertThat(list).hasSize(3));
    }

    @Test
    void aWordOfThisNodeFromAnEarlierLifeIsCorrected() {
        KeyNodes before = new KeyNodes();
        before.own("a:1", List.of(FIRST), nowMicros + 1_000);
        KeyNodes now = new KeyNodes();
        now.own("a:1", List.of(SECOND), nowMicros);
        now.take(new KeyNews(KeyFile.EMPTY, before.nodes(), before.listsBeside(List.of())), any -> true, 10, nowMicros);
        assertThat(now.nodes())
                .singleElement()
                .satisfies(node -> assertThat(node.version()).isEqualTo(nowMicros + 1_001))
                .satisfies(node ->
                        assertThat(node.list()).isEqualTo(RevokedKeys.digest(KeyFile.EMPTY.withKeys(List.of(SECOND)))));
    }
}
