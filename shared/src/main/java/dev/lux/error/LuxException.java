package dev.lux.error;

/**
 * A refusal on its way to the caller: the row of the table and a detail for this case. Carries no stack trace: it is
 * an answer, not a fault.
 */
public final class LuxException extends RuntimeException {
    private final ErrorCode code;

    /**
     * @param detail what is wrong in this request, without secrets and without the payload
     */
    public LuxException(ErrorCode code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    public String detail() {
        String message = getMessage();
        return message == null ? code.whatToDo() : message;
    }
}
