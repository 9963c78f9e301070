package dev.lux.command.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lux.command.BatchReply;
import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class FormatsTest {
    private static final int MESSAGES = 2_000;
    private static final long SEED = 20_260_617;

    record Family<T>(
            String name, Function<RandomMessages, T> random, Function<T, byte[]> write, Function<byte[], T> read) {
        Object readBytes(byte[] bytes) {
            return read.apply(bytes);
        }

        byte[] randomBytes(RandomMessages messages) {
            return write.apply(random.apply(messages));
        }

        byte[] readAndWrite(byte[] bytes) {
            return write.apply(read.apply(bytes));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Family<?>> families() {
        return Stream.of(
                new Family<>("request", RandomMessages::request, OwnerRequestFormat::write, OwnerRequestFormat::read),
                new Family<>("reply", RandomMessages::reply, OwnerReplyFormat::write, OwnerReplyFormat::read),
                new Family<>("update", RandomMessages::update, UpdateFormat::write, UpdateFormat::read),
                new Family<>("beacon", RandomMessages::beacon, BeaconFormat::write, BeaconFormat::read));
    }

    @ParameterizedTest
    @MethodSource("families")
    <T> void everyMessageIsReadAsItWasWritten(Family<T> family) {
        RandomMessages messages = new RandomMessages(SEED);
        for (int i = 0; i < MESSAGES; i++) {
            T message = family.random().apply(messages);
            assertThat(Described.of(family.readBytes(family.write().apply(message))))
                    .as("message %d of seed %d", i, SEED)
                    .isEqualTo(Described.of(message));
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void aMessageCutAnywhereIsRefused(Family<?> family) {
        RandomMessages messages = new RandomMessages(SEED);
        for (int i = 0; i < 100; i++) {
            byte[] bytes = family.randomBytes(messages);
            for (int length = 0; length < bytes.length; length += 1 + length / 200) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatIllegalArgumentException()
                        .as("message %d of seed %d, %d of %d bytes", i, SEED, length, bytes.length)
                        .isThrownBy(() -> family.readBytes(cut))
                        .withMessageContaining("message");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void aMessageWithAByteTooManyIsRefused(Family<?> family) {
        byte[] bytes = family.randomBytes(new RandomMessages(SEED));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> family.readBytes(Arrays.copyOf(bytes, bytes.length + 1)))
                .withMessageContaining("1 bytes too many");
    }

    /** Whatever is read has one form only, so nothing was overlooked or read as something else. */
    @ParameterizedTest
    @MethodSource("families")
    void aDamagedMessageIsRefusedOrIsExactlyAnother(Family<?> family) {
        RandomMessages messages = new RandomMessages(SEED);
        int refused = 0;
        int read = 0;
        for (int i = 0; i < 10 * MESSAGES; i++) {
            byte[] bytes = messages.damaged(family.randomBytes(messages));
            byte[] again;
            try {
                again = family.readAndWrite(bytes);
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).as("message %d of seed %d", i, SEED).isNotBlank();
                refused++;
                continue;
            }
            assertThat(again).as("message %d of seed %d", i, SEED).isEqualTo(bytes);
            read++;
        }
        assertThat(refused).as("damage that was noticed").isPositive();
        assertThat(read).as("damage inside a value").isPositive();
    }

    @ParameterizedTest
    @MethodSource("families")
    void aMessageOfAnotherFamilyIsRefused(Family<?> family) {
        families()
                .filter(other -> !other.name().equals(family.name()))
                .forEach(other -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> family.readBytes(other.randomBytes(new RandomMessages(SEED))))
                        .withMessageContaining("an unknown kind"));
    }

    @Test
    void theRandomMessagesAreOfEveryKind() {
        RandomMessages messages = new RandomMessages(SEED);
        Set<Class<?>> seen = new HashSet<>();
        for (int i = 0; i < MESSAGES; i++) {
            seen.add(messages.request().getClass());
            OwnerReply reply = messages.reply();
            seen.add(reply.getClass());
            if (reply instanceof OwnerReply.Writes writes) {
                writes.replies().forEach(batch -> seen.add(batch.getClass()));
            }
        }
        assertThat(seen)
                .contains(OwnerRequest.class.getPermittedSubclasses())
                .contains(OwnerReply.class.getPermittedSubclasses())
                .contains(BatchReply.class.getPermittedSubclasses());
    }
}
