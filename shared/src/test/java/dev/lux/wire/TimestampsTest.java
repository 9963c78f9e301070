package dev.lux.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampsTest {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00.000000Z",
        "-1, 1969-12-31T23:59:59.999999Z",
        "1781734680123456, 2026-06-17T22:18:00.123456Z",
        "951782399999999, 2000-02-28T23:59:59.999999Z",
        "951782400000000, 2000-02-29T00:00:00.000000Z",
        "253402300799999999, 9999-12-31T23:59:59.999999Z",
        "-62167219200000000, 0000-01-01T00:00:00.000000Z"
    })
    void aTimeIsWrittenInUtcWithSixDecimals(long micros, String text) {
        assertThat(Timestamps.ofMicros(micros)).isEqualTo(text);
    }

    @Test
    void everyTimeIsWrittenAsTheFormatterWritesIt() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            long micros = random.nextLong() >> random.nextInt(30);
            assertThat(Timestamps.ofMicros(micros))
                    .isEqualTo(FORMAT.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS)));
        }
    }
}
