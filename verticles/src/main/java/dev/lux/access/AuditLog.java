package dev.lux.access;

import dev.lux.error.ErrorCode;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Who was denied what, and who administered: one line each, without payloads, queries and secrets. What is denied is
 * written at most 20 times a second, for whoever has no credential can cause it; how many lines were left out stands in the
 * next one.
 */
public final class AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final Set<ErrorCode> DENIALS =
            Set.of(ErrorCode.UNAUTHORIZED, ErrorCode.FORBIDDEN, ErrorCode.ORIGIN_FORBIDDEN);
    private static final LogBudget BUDGET = new LogBudget(20);
    private static final int LONGEST = 200;

    private AuditLog() {}

    /** Whether such a refusal is written down: it is one of rights. */
    public static boolean isDenial(ErrorCode code) {
        return DENIALS.contains(code);
    }

    /**
     * Writes down that somebody was refused for want of rights.
     *
     * @param by {@code null}: nobody known
     * @param from the address that it came from
     * @param what was asked for
     */
    public static void denied(ErrorCode code, @Nullable Principal by, String from, String what) {
        OptionalLong leftOut = BUDGET.take(System.nanoTime());
        if (leftOut.isPresent()) {
            LoggingEventBuilder line = line("denied", by, from, what).addKeyValue("code", code.code());
            if (leftOut.getAsLong() > 0) {
                line = line.addKeyValue("leftOut", leftOut.getAsLong());
            }
            line.log();
        }
    }

    /** Writes down what somebody did whose right it is. */
    public static void administered(Principal by, String from, String what) {
        line("administered", by, from, what).log();
    }

    private static LoggingEventBuilder line(String event, @Nullable Principal by, String from, String what) {
        LoggingEventBuilder line = LOG.atInfo()
                .setMessage(event)
                .addKeyValue("from", from)
                .addKeyValue("what", what.length() > LONGEST ? what.substring(0, LONGEST) : what);
        return by == null ? line : line.addKeyValue("by", by.name()).addKeyValue("credential", by.credential());
    }
}
