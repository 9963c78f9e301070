package dev.lux.harness.bench.peer;

import dev.lux.harness.bench.load.SubscriberTalk;
import dev.lux.harness.bench.load.WriterTalk;
import java.util.List;

/** A running server. */
public interface Server extends AutoCloseable {
    /** What one says to it to follow all documents. */
    SubscriberTalk subscriber();

    WriterTalk writer();

    /** Its processes. */
    List<Long> pids();

    @Override
    void close();
}
