package dev.lux.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lux.command.Update;
import dev.lux.document.DocumentState;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class EdgeStreamTest {
    private static final int LARGE_BYTES = 64 * 1024;
    private final EdgeStream stream = new EdgeStream("owner", 7);

    private static OwnerState.Held state(String id) {
        return new OwnerState.Held(3, new DocumentState(id, 1, new byte[] {'1'}, 0, "me"));
    }

    private static OwnerState.Held large(String id) {
        return new OwnerState.Held(3, new DocumentState(id, 1, new byte[LARGE_BYTES], 0, "me"));
    }

    private static OwnerState.@Nullable Held notServed(String id) {
        return null;
    }

    private static List<String> ids(List<Update> updates) {
        return updates.stream()
                .flatMap(update -> update.changes().stream())
                .map(change -> change.state().id())
                .toList();
    }

    private void acknowledgeAll() {
        List<Update> sent = stream.unacknowledged();
        stream.acknowledged(sent.get(sent.size() - 1).number());
    }

    @Test
    void changesOfOneTurnAreOneUpdateWithTheNewestStates() {
        stream.changed("a", 2);
        stream.changed("b", 0);
        stream.changed("a", 1);
        assertThat(stream.take(EdgeStreamTest::state)).singleElement().satisfies(update -> {
            assertThat(update.owner()).isEqualTo("owner");
            assertThat(update.epoch()).isEqualTo(7);
            assertThat(update.number()).isEqualTo(1);
            assertThat(update.changes())
                    .extracting(Update.Change::term, change -> change.state().id(), Update.Change::replaced)
                    .containsExactly(tuple(3L, "a", 4), tuple(3L, "b", 0));
        });
    }

    @Test
    void whatIsSentWithoutAChangeReplacedNothing() {
        stream.resend("a");
        stream.changed("b", 2);
        stream.resend("b");
        assertThat(stream.take(EdgeStreamTest::state))
                .singleElement()
                .satisfies(update -> assertThat(update.changes())
                        .extracting(change -> change.state().id(), Update.Change::replaced)
                        .containsExactly(tuple("a", 0), tuple("b", 2)));
    }

    @Test
    void whatIsForgottenIsNotSent() {
        stream.changed("aa", 0);
        stream.changed("ab", 0);
        stream.forget(id -> !id.equals("ab"));
        assertThat(ids(stream.take(EdgeStreamTest::state))).containsExactly("ab");
    }

    @Test
    void whatIsNoLongerServedIsNotSentAndNeedsNoNumber() {
        stream.changed("a", 0);
        Future<Long> position = stream.position();
        assertThat(stream.take(EdgeStreamTest::notServed)).isEmpty();
        assertThat(position.result()).isZero();
        assertThat(stream.hasDirty()).isFalse();
    }

    @Test
    void beyondTheWindowOnlyIdsAreKept() {
        for (int i = 0; i < 400; i++) {
            stream.changed("a" + i, 0);
        }
        long bytes = (long) ids(stream.take(EdgeStreamTest::large)).size() * LARGE_BYTES;
        assertThat(bytes).isBetween(EdgeStream.WINDOW_BYTES - 1024 * 1024, EdgeStream.WINDOW_BYTES + 1024 * 1024);
        assertThat(stream.hasDirty()).isTrue();
        assertThat(stream.take(EdgeStreamTest::large)).as("the window is full").isEmpty();
        Future<Long> position = stream.position();
        assertThat(position.isComplete()).as("what is not sent has no number").isFalse();

        while (stream.hasDirty()) {
            acknowledgeAll();
            assertThat(stream.take(EdgeStreamTest::large)).isNotEmpty();
        }
        assertThat(position.result()).isEqualTo(stream.lastNumber());
    }

    /** What became dirty later says nothing of what was dirty then. */
    @Test
    void aPositionWaitsForWhatWasDirtyThoughLaterOnesAreForgotten() {
        fillTheWindow();
        for (int i = 0; i < 300; i++) {
            stream.changed("before" + i, 0);
        }
        Future<Long> position = stream.position();
        for (int i = 0; i < 300; i++) {
            stream.changed("after" + i, 0);
        }
        stream.forget(id -> id.startsWith("after"));
        acknowledgeAll();
        stream.take(EdgeStreamTest::large);
        assertThat(stream.hasDirty()).isTrue();
        assertThat(position.isComplete()).isFalse();
        while (stream.hasDirty()) {
            acknowledgeAll();
            stream.take(EdgeStreamTest::large);
        }
        assertThat(position.result()).isEqualTo(stream.lastNumber());
    }

    @Test
    void aPositionDoesNotWaitForWhatBecomesDirtyLater() {
        fillTheWindow();
        stream.changed("before", 0);
        Future<Long> position = stream.position();
        for (int i = 0; i < 300; i++) {
            stream.changed("after" + i, 0);
        }
        acknowledgeAll();
        stream.take(EdgeStreamTest::large);
        assertThat(stream.hasDirty()).isTrue();
        assertThat(position.succeeded()).isTrue();
    }

    @Test
    void aPositionThatWaitedForWhatIsForgottenIsThere() {
        fillTheWindow();
        stream.changed("a", 0);
        Future<Long> position = stream.position();
        stream.forget(id -> id.equals("a"));
        assertThat(position.result()).isEqualTo(stream.lastNumber());
    }

    private void fillTheWindow() {
        for (int i = 0; i < 200; i++) {
            stream.changed("filling" + i, 0);
        }
        stream.take(EdgeStreamTest::large);
        stream.forget(id -> true);
        assertThat(stream.hasDirty()).isFalse();
    }

    @Test
    void anUpdateIsBoundedInChanges() {
        for (int i = 0; i < 1_000; i++) {
            stream.changed("a" + i, 0);
        }
        assertThat(stream.take(EdgeStreamTest::state))
                .extracting(update -> update.changes().size())
                .containsExactly(512, 488);
    }

    @Test
    void anAcknowledgementIsOfAllBeforeItAndNewsOnce() {
        for (String id : List.of("a", "b", "c")) {
            stream.changed(id, 0);
            stream.take(EdgeStreamTest::state);
        }
        assertThat(stream.acknowledged(2)).isTrue();
        assertThat(stream.acknowledged(2)).isFalse();
        assertThat(stream.acknowledged(1)).isFalse();
        assertThat(stream.unacknowledged()).extracting(Update::number).containsExactly(3L);
    }

    @Test
    void whoWaitsForAPositionOfAStreamThatIsGivenUpGetsNone() {
        stream.changed("a", 0);
        Future<Long> position = stream.position();
        stream.close();
        assertThat(position.failed()).isTrue();
        assertThat(stream.hasDirty()).isFalse();
    }
}
