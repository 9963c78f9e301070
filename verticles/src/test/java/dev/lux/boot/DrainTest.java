package dev.lux.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrainTest {
    @ParameterizedTest
    @CsvSource({
        // milliseconds since the bye, streams, writes, whether the farewell is over
        "0, 0, 0, false",
        "499, 0, 0, false",
        "500, 0, 0, true",
        "500, 1, 0, false",
        "1999, 9, 0, false",
        "2000, 9, 0, true",
        "2000, 0, 1, false",
        "5999, 9, 1, false",
        "6000, 9, 1, true"
    })
    void theFarewellLastsWhileThereAreStreamsAndLongerWhileThereAreWrites(
            long millis, int streams, int writes, boolean over) {
        assertThat(Drain.mayEnd(Duration.ofMillis(millis), streams, writes)).isEqualTo(over);
    }
}
