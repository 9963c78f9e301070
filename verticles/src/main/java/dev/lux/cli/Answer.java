package dev.lux.cli;

import java.nio.charset.StandardCharsets;

/**
 * What the broker answered to a request, or to one message of a stream.
 *
 * @param body as it came; empty when there was none
 */
record Answer(int status, byte[] body) {
    boolean isRefusal() {
        return status >= 400;
    }

    ExitCode exitCode() {
        if (!isRefusal()) {
            return ExitCode.OK;
        }
        Facts problem = Facts.of(body);
        return ExitCode.of(status, problem.text("code"), problem.flag("retry"));
    }

    /** The code, the detail, and which guards failed, on one line. */
    String problem() {
        Facts problem = Facts.of(body);
        String code = problem.text("code");
        if (code.isEmpty()) {
            return "HTTP " + status + ", and not from a Lux broker";
        }
        byte[] guards = RawJson.member(body, "failedGuards");
        String failed = guards == null ? "" : " Failed: " + new String(guards, StandardCharsets.UTF_8);
        return Text.visible(code + ": " + problem.text("detail") + failed);
    }
}
