package dev.lux.harness.fuzz;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import org.jspecify.annotations.Nullable;

/** The product has refused an input as it may. Carries no stack trace: it is an outcome. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int MAX_WORDS = 60;

    private final transient RuntimeException refusal;

    Refused(RuntimeException refusal) {
        super(refusal.getMessage(), null, false, false);
        this.refusal = refusal;
    }

    /** The code of a refusal that has one. */
    @Nullable
    ErrorCode code() {
        return refusal instanceof LuxException known ? known.code() : null;
    }

    boolean is(ErrorCode code) {
        return code == code();
    }

    /** Without what depends on the single input, so that there are few. */
    String words() {
        String detail = String.valueOf(refusal.getMessage()).replaceAll("[0-9]+|\"[^\"]*\"", "#");
        String code = refusal instanceof LuxException known ? known.code().code() + " " : "";
        return code + detail.substring(0, Math.min(MAX_WORDS, detail.length()));
    }
}
