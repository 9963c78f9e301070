package dev.lux.subscription;

import dev.lux.limits.Limits;

/**
 * Bounds what a client is owed: nothing is read from one to which {@link Limits#UNANSWERED_MESSAGES} are owed an answer,
 * until half of them are answered. Belongs to the stream's event loop.
 */
final class OwedAnswers {
    private final Sink sink;
    /** How many messages have no answer yet, and how large they are. */
    private int messages;

    private long bytes;
    private boolean readingPaused;

    OwedAnswers(Sink sink) {
        this.sink = sink;
    }

    void owe(int size) {
        messages++;
        bytes += size;
    }

    void answered(int size) {
        messages--;
        bytes -= size;
    }

    /** @param unsent answers that are there and not written yet */
    void boundReading(int unsent) {
        int share = readingPaused ? 2 : 1;
        boolean pause =
                unsent + messages >= Limits.UNANSWERED_MESSAGES / share || bytes >= Limits.UNANSWERED_BYTES / share;
        if (pause != readingPaused) {
            readingPaused = pause;
            sink.pauseReading(pause);
        }
    }
}
