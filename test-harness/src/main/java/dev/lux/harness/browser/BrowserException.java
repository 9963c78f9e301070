package dev.lux.harness.browser;

/** A command that the browser could not do, or that did not come true in time. */
public final class BrowserException extends RuntimeException {
    BrowserException(String message) {
        super(message);
    }
}
