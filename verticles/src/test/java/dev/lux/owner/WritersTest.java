package dev.lux.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.Writer;
import dev.lux.document.AnsweredBatch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class WritersTest {
    private static final long MINE = Writer.of("here", 1);
    private static final long THEIRS = Writer.of("there", 0);
    private static final long WHILE = Duration.ofSeconds(30).toNanos();
    private final Writers writers = new Writers();

    private boolean mayAskAgain(long writer, long number, long nowNanos) {
        return writers.mayAskAgain(new AnsweredBatch(writer, number, List.of()), nowNanos);
    }

    @Test
    void whatIsBelowTheSettledNumberIsSettled() {
        writers.settled(MINE, 5);
        assertThat(writers.isSettled(MINE, 4)).isTrue();
        assertThat(writers.isSettled(MINE, 5)).isFalse();
        assertThat(writers.isSettled(THEIRS, 4)).isFalse();
    }

    /** Messages may come in another order than they were sent. */
    @Test
    void aLowerNumberSettlesNothingAgain() {
        writers.settled(MINE, 5);
        writers.settled(MINE, 3);
        assertThat(writers.isSettled(MINE, 4)).isTrue();
    }

    @Test
    void aWriterMayAskAgainUntilItHasSettled() {
        writers.members(List.of("here"), 0);
        assertThat(mayAskAgain(MINE, 5, 100 * WHILE)).isTrue();
        writers.settled(MINE, 6);
        assertThat(mayAskAgain(MINE, 5, 100 * WHILE)).isFalse();
        assertThat(mayAskAgain(MINE, 6, 100 * WHILE)).isTrue();
    }

    @Test
    void aWriterWhoseNodeHasLeftMayAskAgainForAWhile() {
        writers.members(List.of("here", "there"), 0);
        assertThat(mayAskAgain(THEIRS, 5, 7)).isTrue();
        writers.members(List.of("here"), 10);
        assertThat(mayAskAgain(THEIRS, 5, 20)).isTrue();
        assertThat(mayAskAgain(THEIRS, 5, 20 + WHILE)).isTrue();
        assertThat(mayAskAgain(THEIRS, 5, 21 + WHILE)).isFalse();
    }

    @Test
    void aNodeThatComesBackHasItsWholeWhileAgain() {
        writers.members(List.of("here"), 0);
        assertThat(mayAskAgain(THEIRS, 5, 0)).isTrue();
        writers.members(List.of("here", "there"), 10);
        assertThat(mayAskAgain(THEIRS, 5, 2 * WHILE)).isTrue();
        writers.members(List.of("here"), 2 * WHILE);
        assertThat(mayAskAgain(THEIRS, 5, 3 * WHILE)).isTrue();
        assertThat(mayAskAgain(THEIRS, 5, 4 * WHILE + 1)).isFalse();
    }

    /** A new owner learns who is there only a moment after it has loaded what they wrote. */
    @Test
    void beforeTheMembersAreKnownEverybodyMayAskAgain() {
        assertThat(mayAskAgain(MINE, 5, 0)).isTrue();
        writers.members(List.of("here"), 1);
        assertThat(mayAskAgain(MINE, 5, 2 * WHILE)).isTrue();
    }
}
