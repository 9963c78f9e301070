package dev.lux.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lux.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnClockTest {
    @AfterEach
    void reset() {
        System.clearProperty("lux.clock.offset");
    }

    private static long aheadSeconds() {
        return Math.round((OwnClock.read().wallMicros() - Clock.system().wallMicros()) / 1e6);
    }

    @Test
    void itIsTheMachinesClock() {
        assertThat(aheadSeconds()).isZero();
    }

    @Test
    void aTestMaySetItWrong() {
        System.setProperty("lux.clock.offset", "-PT90S");
        assertThat(aheadSeconds()).isEqualTo(-90);
    }

    @Test
    void anOffsetThatMakesNoSenseRefusesTheStart() {
        System.setProperty("lux.clock.offset", "1h");
        assertThatIllegalArgumentException().isThrownBy(OwnClock::read).withMessageContaining("lux.clock.offset");
    }
}
