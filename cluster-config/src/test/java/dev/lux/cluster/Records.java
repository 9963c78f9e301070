package dev.lux.cluster;

import dev.lux.document.DocumentRecord;
import dev.lux.document.OperationId;
import dev.lux.document.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Record bytes, each with a stamp of its own. */
final class Records {
    private static final AtomicLong SEQUENCE = new AtomicLong();

    private Records() {}

    /** @param data told apart from others in failures */
    static byte[] next(long version, String data) {
        OperationId operation = new OperationId(7, SEQUENCE.incrementAndGet());
        return RecordFormat.write(
                new DocumentRecord(1, version, operation, data.getBytes(StandardCharsets.UTF_8), 5, "test", List.of()));
    }
}
