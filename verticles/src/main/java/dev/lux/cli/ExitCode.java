package dev.lux.cli;

import dev.lux.error.ErrorCode;
import java.util.Set;

/** How a command ends, for scripts. The numbers are stable. */
enum ExitCode {
    OK(0),
    REFUSED(1),
    USAGE(2),
    UNREACHABLE(3),
    CONDITION_FAILED(4),
    NOT_FOUND(5),
    UNAUTHORIZED(6),
    RETRY(7),
    UNANSWERED(8);

    /** The same table for people, as picocli's {@code exitCodeList} takes it. */
    static final String LINE_0 = "0:Done.";

    static final String LINE_1 = "1:The broker refused; its code and detail are on stderr.";
    static final String LINE_2 = "2:Wrong arguments, or no key.";
    static final String LINE_3 = "3:The broker cannot be reached; nothing was changed.";
    static final String LINE_4 = "4:A condition failed (412); the current document is on stdout, null when absent.";
    static final String LINE_5 = "5:The document does not exist.";
    static final String LINE_6 = "6:The key is not valid or does not cover this.";
    static final String LINE_7 =
            "7:Busy, draining or outcome unknown: the same may succeed later. Repeat a write with its --idempotency-key.";

    static final String LINE_8 = "8:Nobody answered in time (ask).";

    private static final Set<Integer> TRANSIENT = Set.of(408, 429, 502, 503, 504);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /**
     * What an answer above 399 means.
     *
     * @param status the HTTP status, also of an {@code error} frame
     * @param code the problem's code; empty when something between broker and client answered
     * @param retry the problem's {@code retry}; only looked at when there is a code
     */
    static ExitCode of(int status, String code, boolean retry) {
        if (status == 401 || status == 403) {
            return UNAUTHORIZED;
        }
        if (status == 412) {
            return CONDITION_FAILED;
        }
        if (code.equals(ErrorCode.NOT_FOUND.code())) {
            return NOT_FOUND;
        }
        boolean later = code.isEmpty() ? TRANSIENT.contains(status) : retry;
        return later ? RETRY : REFUSED;
    }
}
