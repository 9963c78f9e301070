package dev.lux.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TurnsTest {
    private static final int STEPS = 4;

    private final Turns<Integer> turns = new Turns<>(STEPS);

    private List<Integer> round() {
        List<Integer> round = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            round.addAll(turns.take());
        }
        return round;
    }

    @Test
    void eachHasOneTurnInARound() {
        IntStream.range(0, 10).forEach(turns::add);
        assertThat(round())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 10).boxed().toList());
        assertThat(round()).hasSize(10);
    }

    @Test
    void theTurnsAreSpreadOverTheRound() {
        IntStream.range(0, 40).forEach(turns::add);
        for (int i = 0; i < STEPS; i++) {
            assertThat(turns.take()).hasSize(10);
        }
    }

    @Test
    void whoComesInTheMiddleOfARoundHasItsTurnWithinAsLong() {
        turns.take();
        turns.add(1);
        assertThat(round()).containsExactly(1);
    }

    @Test
    void whoHasLeftHasNoTurn() {
        turns.add(1);
        turns.add(2);
        turns.remove(1);
        turns.remove(3);
        assertThat(round()).containsExactly(2);
        assertThat(turns.all()).containsExactly(2);
    }

    @Test
    void whoIsAddedTwiceHasOneTurn() {
        turns.add(1);
        turns.add(1);
        assertThat(round()).containsExactly(1);
    }
}
