package dev.lux.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The protocol page's tables are those of the code. */
class ProtocolPageTest {
    private static List<String> rowsStartingWith(String start) throws IOException {
        return Files.readAllLines(Path.of("PROTOCOL.md")).stream()
                .filter(line -> line.startsWith(start))
                .toList();
    }

    @Test
    void theErrorTableIsTheEnum() throws IOException {
        List<String> expected = Arrays.stream(ErrorCode.values())
                .map(code -> "| `" + code.code() + "` | " + code.status() + " | " + (code.retryable() ? "yes" : "no")
                        + " | " + code.whatToDo() + " |")
                .toList();

        assertThat(rowsStartingWith("| `"))
                .containsSubsequence(expected)
                .filteredOn(row -> row.contains("| yes |") || row.contains("| no |"))
                .isEqualTo(expected);
    }

    @Test
    void theCloseCodeTableIsTheEnum() throws IOException {
        List<String> expected = Arrays.stream(CloseCode.values())
                .map(code -> "| " + code.code() + " | `" + code.name().toLowerCase(Locale.ROOT) + "` | "
                        + (CloseCode.comesBack(code.code()) ? "yes" : "no"))
                .toList();

        assertThat(rowsStartingWith("| 4"))
                .hasSameSizeAs(expected)
                .zipSatisfy(expected, (row, start) -> assertThat(row).startsWith(start));
    }
}
