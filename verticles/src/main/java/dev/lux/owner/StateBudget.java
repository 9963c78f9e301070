package dev.lux.owner;

import dev.lux.document.AnsweredBatch;
import dev.lux.document.DocumentRecord;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What all records of this node may weigh, tombstones, remembered writes and answers included. Shared by the owners of a node:
 * usable on any thread.
 */
public final class StateBudget {
    /** What a record costs beside its bytes: entry, index and object headers, in bytes, rounded up. */
    private static final int OVERHEAD_BYTES = 384;

    private static final int REMEMBERED_BYTES = 96;
    private static final int BATCH_BYTES = 128;
    /** With the times at which it ends, and its place in their queue. */
    private static final int LIFETIME_BYTES = 256;

    private static final int ANSWER_BYTES = 64;

    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger documents = new AtomicInteger();

    public StateBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    static long weight(String id, @Nullable DocumentRecord record) {
        if (record == null) {
            return 0;
        }
        byte[] data = record.data();
        long answers = 0;
        for (AnsweredBatch batch : record.answered()) {
            answers += BATCH_BYTES + (long) ANSWER_BYTES * batch.answers().size();
        }
        return OVERHEAD_BYTES
                + (record.lifetime().isEndless() ? 0 : LIFETIME_BYTES)
                + 2L * id.length()
                + (data == null ? 0 : data.length)
                + (long) REMEMBERED_BYTES * record.remembered().size()
                + answers;
    }

    /** Takes {@code delta} bytes unless that would exceed the limit; what shrinks is always taken. */
    boolean take(long delta) {
        if (delta <= 0) {
            bytes.addAndGet(delta);
            return true;
        }
        long now = bytes.addAndGet(delta);
        if (now > maxBytes) {
            bytes.addAndGet(-delta);
            return false;
        }
        return true;
    }

    /** For what must be kept whatever the limit says: records loaded from the store, tombstones. */
    void force(long delta) {
        bytes.addAndGet(delta);
    }

    void documentsChanged(int delta) {
        documents.addAndGet(delta);
    }

    public long bytes() {
        return bytes.get();
    }

    public int documents() {
        return documents.get();
    }
}
