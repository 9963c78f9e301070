package dev.lux.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.Update;
import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class EdgeStreamTest {
    private final EdgeStream stream = new EdgeStream("owner");

    private static DocumentState state(String id) {
        return new DocumentState(id, 1, new byte[] {'1'}, 0, "me");
    }

    private static DocumentState large(String id) {
        return new DocumentState(id, 1, new byte[64 * 1024], 0, "me");
    }

    @Test
    void whatNobodyWantsIsNotSent() {
        stream.register(List.of(Pattern.parse("a")));
        assertThat(stream.changed("b", 0)).isFalse();
        assertThat(stream.hasDirty()).isFalse();
        assertThat(stream.take(EdgeStreamTest::state)).isEmpty();
    }

    @Test
    void changesOfOneTurnAreOneUpdateWithTheNewestStates() {
        stream.register(List.of(Pattern.parse("*")));
        stream.changed("a", 2);
        stream.changed("b", 0);
        stream.changed("a", 1);
        assertThat(stream.take(EdgeStreamTest::state)).singleElement().satisfies(update -> {
            assertThat(update.number()).isEqualTo(1);
            assertThat(update.changes())
                    .extracting(change -> change.state().id(), Update.Change::replaced)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("a", 4), org.assertj.core.groups.Tuple.tuple("b", 0));
        });
    }

    @Test
    void whatIsNoLongerWantedIsNotSent() {
        stream.register(List.of(Pattern.parse("a*"), Pattern.parse("ab")));
        stream.changed("aa", 0);
        stream.changed("ab", 0);
        stream.unregister(List.of(Pattern.parse("a*")));
        assertThat(stream.take(EdgeStreamTest::state))
                .singleElement()
                .satisfies(update -> assertThat(update.changes())
                        .extracting(change -> change.state().id())
                        .containsExactly("ab"));
        assertThat(stream.interests()).isEqualTo(1);
    }

    @Test
    void beyondTheWindowOnlyIdsAreKept() {
        stream.register(List.of(Pattern.parse("*")));
        for (int i = 0; i < 400; i++) {
            stream.changed("a" + i, 0);
        }
        long bytes = stream.take(EdgeStreamTest::large).stream()
                .flatMap(update -> update.changes().stream())
                .mapToLong(change -> 64 * 1024)
                .sum();
        assertThat(bytes).isBetween(EdgeStream.WINDOW_BYTES - 1024 * 1024, EdgeStream.WINDOW_BYTES + 1024 * 1024);
        assertThat(stream.hasDirty()).isTrue();
        assertThat(stream.take(EdgeStreamTest::large)).as("the window is full").isEmpty();
        var position = stream.position();
        assertThat(position.isComplete()).as("what is not sent has no number").isFalse();

        while (stream.hasDirty()) {
            var sent = stream.unacknowledged();
            stream.acknowledged(sent.get(sent.size() - 1).number());
            assertThat(stream.take(EdgeStreamTest::large)).isNotEmpty();
        }
        var last = stream.unacknowledged();
        assertThat(position.result()).isEqualTo(last.get(last.size() - 1).number());
    }

    @Test
    void anUpdateIsBoundedInChanges() {
        stream.register(List.of(Pattern.parse("*")));
        for (int i = 0; i < 1_000; i++) {
            stream.changed("a" + i, 0);
        }
        assertThat(stream.take(EdgeStreamTest::state))
                .extracting(update -> update.changes().size())
                .containsExactly(512, 488);
    }
}
