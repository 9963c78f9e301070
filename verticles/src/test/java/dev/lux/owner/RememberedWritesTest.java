package dev.lux.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.document.Digest;
import dev.lux.document.RememberedWrite;
import dev.lux.document.WriteOutcome;
import dev.lux.limits.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RememberedWritesTest {
    private static final long WINDOW = Limits.IDEMPOTENCY_WINDOW.toNanos();
    private static final RememberedWrite FIRST = write(1, 10);
    private static final RememberedWrite SECOND = write(2, 20);
    private final RememberedWrites remembered = new RememberedWrites();

    private static RememberedWrite write(long key, long version) {
        return new RememberedWrite(new Digest(key, key), new Digest(0, 0), version, WriteOutcome.REPLACED);
    }

    @Test
    void aWriteCountsForTheWindow() {
        remembered.arm(List.of(FIRST), 100);
        assertThat(remembered.live(List.of(FIRST), 100 + WINDOW - 1)).containsExactly(FIRST);
        assertThat(remembered.live(List.of(FIRST), 100 + WINDOW)).isEmpty();
    }

    @Test
    void aLaterWriteDoesNotProlongAnEarlierOne() {
        remembered.arm(List.of(FIRST), 0);
        remembered.arm(List.of(FIRST, SECOND), WINDOW / 2);
        assertThat(remembered.live(List.of(FIRST, SECOND), WINDOW)).containsExactly(SECOND);
    }

    @Test
    void aKeyThatIsUsedAgainAfterItsWindowCountsForAWindowOfItsOwn() {
        RememberedWrite again = write(1, 30);
        remembered.arm(List.of(FIRST), 0);
        remembered.arm(List.of(again), 2 * WINDOW);
        assertThat(remembered.live(List.of(again), 2 * WINDOW + 1)).containsExactly(again);
    }

    @Test
    void whatWasLoadedCountsForAWholeWindow() {
        assertThat(remembered.live(List.of(FIRST), 5 * WINDOW)).containsExactly(FIRST);
        assertThat(remembered.live(List.of(FIRST), 6 * WINDOW)).isEmpty();
    }
}
