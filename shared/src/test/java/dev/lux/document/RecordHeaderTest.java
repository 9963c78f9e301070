package dev.lux.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordHeaderTest {
    private final DocumentRecord record = new DocumentRecord(
            7, 9, new OperationId(3, 4), "{}".getBytes(StandardCharsets.UTF_8), 5, "test", List.of());
    private final byte[] bytes = RecordFormat.write(record);

    @Test
    void termAndVersionAreReadWithoutTheRest() {
        assertThat(RecordFormat.term(bytes)).isEqualTo(7);
        assertThat(RecordFormat.version(bytes)).isEqualTo(9);
    }

    @Test
    void anotherVersionLeavesEverythingElse() {
        DocumentRecord changed = RecordFormat.read(RecordFormat.withVersion(bytes, 10));
        assertThat(changed)
                .usingRecursiveComparison()
                .isEqualTo(new DocumentRecord(
                        7, 10, record.operation(), record.data(), record.atMicros(), record.by(), record.remembered()));
        assertThat(RecordFormat.version(bytes)).isEqualTo(9);
    }
}
