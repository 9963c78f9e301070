package dev.lux.command.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All bytes here stand behind the format byte, 01. */
@Timeout(10)
class MessageReaderTest {
    @Test
    void aPartHasSoManyLevels() {
        String level = "00 01 01 61".replace(" ", "");
        PartFormat.read(reader(level.repeat(16) + "0100"));
        assertThatIllegalArgumentException().isThrownBy(() -> PartFormat.read(reader(level.repeat(17) + "0100")));
    }

    @ParameterizedTest
    @CsvSource({
        "00, 0",
        "7f, 127",
        "8001, 128",
        "ff7f, 16383",
        "808001, 16384",
        "ffffffffffffffff7f, 9223372036854775807",
        "80808080808080808001, -9223372036854775808",
        "ffffffffffffffffff01, -1",
    })
    void aNumberHasOneForm(String hex, long number) {
        assertThat(reader(hex).number()).isEqualTo(number);
        MessageWriter out = new MessageWriter();
        out.number(number);
        assertThat(out.toBytes()).isEqualTo(bytes(hex));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8000",
                "ff00",
                "ffffffffffffffffff02",
                "ffffffffffffffffff81",
                "ffffffffffffffffffff01",
                "80",
                ""
            })
    void anyOtherFormOfANumberIsRefused(String hex) {
        assertRefused(hex, MessageReader::number, "message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8080808008", "ffffffffffffffff7f", "80808080808080808001"})
    void aNumberThatIsNoIntIsRefusedAsOne(String hex) {
        assertRefused(hex, MessageReader::intNumber, "no int");
    }

    @ParameterizedTest
    @ValueSource(strings = {"02", "ff", "80"})
    void aFlagIsZeroOrOne(String hex) {
        assertRefused(hex, MessageReader::flag, "a flag of");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01ff", "02c080", "03eda080", "04f4908080", "02c3", "01c3"})
    void textThatIsNotUtf8IsRefused(String hex) {
        assertRefused(hex, MessageReader::text, "message");
    }

    @Test
    void theReplacementCharacterItselfIsText() {
        assertThat(reader("03efbfbd").text()).isEqualTo("\uFFFD");
    }

    /** A reader that believed it would need 2 GiB, or fail in another way. */
    @ParameterizedTest
    @ValueSource(strings = {"05aabbccdd", "ffffffff0700", "ffffffffffffffff7f", "ffffffffffffffffff01"})
    void aLengthBeyondTheEndIsRefusedBeforeAnythingIsAllocated(String hex) {
        assertRefused(hex, MessageReader::bytes, "announced");
        assertRefused(hex, MessageReader::text, "announced");
        assertRefused(hex, in -> in.list(MessageReader::code), "announced");
    }

    @Test
    void aMessageOfAnotherFormatIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MessageReader(new byte[] {2, 0}))
                .withMessage("a message of an unknown format: 2");
    }

    @Test
    void noMessageAtAllIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageReader(new byte[0]));
    }

    private static void assertRefused(String hex, Function<MessageReader, ?> read, String because) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read.apply(reader(hex)))
                .withMessageContaining(because);
    }

    private static MessageReader reader(String hex) {
        return new MessageReader(bytes(hex));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex("01" + hex);
    }
}
