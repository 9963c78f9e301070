package dev.lux.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times as clients see them: RFC 3339 in UTC with six decimals, {@code 2026-06-17T22:18:00.123456Z}. */
public final class Timestamps {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final byte[] SHAPE = "0000-00-00T00:00:00.000000Z".getBytes(StandardCharsets.US_ASCII);
    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;

    private Timestamps() {}

    /** @param micros microseconds since 1970 */
    public static String ofMicros(long micros) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(micros, DAY));
        if (date.getYear() < 0 || date.getYear() > 9999) {
            return FORMAT.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
        }
        // Each frame has one: digits by hand cost a tenth of the formatter.
        long ofDay = Math.floorMod(micros, DAY);
        int second = (int) (ofDay / SECOND);
        byte[] text = SHAPE.clone();
        digits(text, 0, 4, date.getYear());
        digits(text, 5, 2, date.getMonthValue());
        digits(text, 8, 2, date.getDayOfMonth());
        digits(text, 11, 2, second / 3_600);
        digits(text, 14, 2, second / 60 % 60);
        digits(text, 17, 2, second % 60);
        digits(text, 20, 6, (int) (ofDay % SECOND));
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void digits(byte[] text, int at, int count, int value) {
        int rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
