package dev.lux.harness.broker;

import java.util.regex.Pattern;

/**
 * Lines of a log that a healthy broker does not print, whatever its clients and its network do: errors, event loops that
 * were blocked, buffers that were never released, and what the JVM prints as it dies.
 */
final class Complaint {
    private static final Pattern LINE = Pattern.compile("\"level\":\"ERROR\""
            + "|BlockedThreadChecker|has been blocked for"
            + "|ResourceLeakDetector|LEAK: "
            + "|java\\.lang\\.OutOfMemoryError|fatal error has been detected"
            + "|^Exception in thread ");

    private Complaint() {}

    static boolean isOne(String line) {
        return LINE.matcher(line).find();
    }
}
