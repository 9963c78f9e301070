package dev.lux.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContactTest {
    private static final long LASTS = Contact.LASTS.toNanos();
    private static final long START = 1_000;

    private final Contact contact = new Contact(2, START);

    @Test
    void thereIsNoneBeforeEnoughWereHeard() {
        assertThat(contact.number(START)).isZero();
        contact.heard(List.of(START));
        assertThat(contact.number(START)).isZero();
        contact.heard(List.of(START, START + 1));
        assertThat(contact.number(START + 1)).isEqualTo(1);
    }

    @Test
    void itLastsFromWhenEnoughWereHeard() {
        contact.heard(List.of(START, START + 10, START + 20));
        assertThat(contact.number(START + 10 + LASTS)).isEqualTo(1);
        assertThat(contact.number(START + 10 + LASTS + 1)).isZero();
    }

    @Test
    void itGoesOnWhileTheyAreHeard() {
        for (long time = START; time < START + 10 * LASTS; time += LASTS) {
            contact.heard(List.of(time, time));
            assertThat(contact.number(time)).isEqualTo(1);
        }
    }

    @Test
    void oneThatLeftOrWasForgottenTakesNothingBack() {
        contact.heard(List.of(START + 10, START + 10));
        contact.heard(List.of(START + 20));
        contact.heard(List.of(START + 20, START));
        assertThat(contact.number(START + 10 + LASTS)).isEqualTo(1);
        assertThat(contact.number(START + 10 + LASTS + 1)).isZero();
    }

    @Test
    void afterAGapItIsAnother() {
        contact.heard(List.of(START, START));
        long later = START + LASTS + 1;
        assertThat(contact.number(later)).isZero();
        contact.heard(List.of(later, later));
        assertThat(contact.number(later)).isEqualTo(2);
    }

    @Test
    void whoIsEnoughAloneAlwaysHasIt() {
        assertThat(new Contact(0, START).number(START + 100 * LASTS)).isEqualTo(1);
    }
}
