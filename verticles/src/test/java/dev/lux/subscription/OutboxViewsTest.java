package dev.lux.subscription;

import static dev.lux.subscription.OutboxUnderTest.PART;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.replica.View;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stream is sent what it may see, and when that changes, the whole of what it may see now. */
@Timeout(10)
class OutboxViewsTest {
    private final OutboxUnderTest stream = new OutboxUnderTest();

    @BeforeEach
    void takePatches() {
        stream.patches();
    }

    @Test
    void aStreamIsSentWhatItMaySee() {
        stream.outbox.look(PART);
        stream.live("a1", 1);
        stream.subscribe("a*");
        stream.live("a1", 2);
        stream.live("a2", 3);
        assertThat(stream.sent())
                .containsExactly("state a1 1 in part", "synced a* 1 ref 1", "patch a1 2 on 1", "state a2 3 in part");
    }

    @Test
    void whoMaySeeLessIsSentThatInThePlaceOfWhatItHas() {
        stream.live("a1", 1);
        stream.live("a2", 2);
        stream.subscribe("a*");
        stream.outbox.look(PART);
        stream.live("a1", 3);
        assertThat(stream.sent())
                .containsExactly(
                        "state a1 1",
                        "state a2 2",
                        "synced a* 2 ref 1",
                        "state a1 1 in part reset",
                        "state a2 2 in part reset",
                        "synced a* 2",
                        "patch a1 3 on 1");
    }

    @Test
    void whoMaySeeMoreIsSentIt() {
        stream.outbox.look(PART);
        stream.live("a1", 1);
        stream.subscribe("a*");
        stream.outbox.look(View.WHOLE);
        assertThat(stream.sent())
                .containsExactly("state a1 1 in part", "synced a* 1 ref 1", "state a1 1 reset", "synced a* 1");
    }

    @Test
    void theSameViewIsNoChange() {
        stream.outbox.look(PART);
        stream.live("a1", 1);
        stream.subscribe("a*");
        stream.sent();
        stream.outbox.look(View.of(PART.parts()));
        assertThat(stream.sent()).isEmpty();
    }

    @Test
    void nothingThatIsPendingOfTheOldViewIsSent() {
        stream.live("a1", 1);
        stream.live("a2", 2);
        stream.subscribe("a*");
        stream.sent();
        stream.block();
        stream.live("a1", 3);
        stream.outbox.look(PART);
        stream.unblock();
        assertThat(stream.sent())
                .containsExactly("state a1 3 in part reset", "state a2 2 in part reset", "synced a* 2");
    }

    @Test
    void aViewThatChangesInTheMiddleOfASnapshotHoldsForAllOfIt() {
        stream.live("a1", 1);
        stream.live("a2", 2);
        stream.room(1);
        stream.subscribe("a*");
        stream.outbox.look(PART);
        stream.unblock();
        assertThat(stream.sent())
                .containsExactly(
                        "state a1 1", "state a1 1 in part reset", "state a2 2 in part reset", "synced a* 2 ref 1");
    }

    @Test
    void whatIsGoneMeanwhileIsTold() {
        stream.live("a1", 1);
        stream.subscribe("a*");
        stream.sent();
        stream.block();
        stream.gone("a1", 2);
        stream.outbox.look(PART);
        stream.unblock();
        assertThat(stream.sent()).containsExactly("gone a1 2", "synced a* 0");
    }

    /** It may be of a time when its client could see more, or less. */
    @Test
    void aVersionThatAClientNamesDoesNotSayWhichPartItHas() {
        stream.outbox.look(PART);
        stream.live("a1", 5);
        stream.subscribe("a*", "1", Map.of("a1", 5L), Map.of());
        assertThat(stream.sent()).containsExactly("state a1 5 in part reset", "synced a* 1 ref 1");
    }

    @Test
    void aVersionOfBeforeTheChangeIsNotBelievedAfterIt() {
        stream.outbox.look(PART);
        stream.live("a1", 5);
        stream.subscribe("a*");
        stream.sent();
        stream.block();
        stream.outbox.look(View.WHOLE);
        stream.subscribe("a1", "2", Map.of("a1", 5L), Map.of());
        stream.unsubscribe("a*");
        stream.unblock();
        assertThat(stream.sent()).containsExactly("state a1 5 reset", "synced a1 1 ref 2");
    }
}
