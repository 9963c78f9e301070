package dev.lux.harness.check;

/**
 * One way in which a promise was broken.
 *
 * @param subject the document, session, node or fault that it is about
 * @param what happened, in words, with times; may have several lines
 */
public record Violation(String subject, String what) {
    @Override
    public String toString() {
        return subject + ": " + what;
    }
}
