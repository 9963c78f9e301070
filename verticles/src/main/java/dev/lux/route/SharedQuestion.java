package dev.lux.route;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One question at a time, shared by all who wait: whoever asks while one is on its way shares the next, since only who
 * asked before a question started may be answered by it.
 *
 * <p>Belongs to one event loop, on which the answers arrive.
 *
 * @param <T> the answer
 */
public final class SharedQuestion<T> {
    private final Supplier<Future<T>> question;
    private boolean asking;
    private @Nullable Promise<T> next;

    public SharedQuestion(Supplier<Future<T>> question) {
        this.question = question;
    }

    /** The answer to a question that starts after this call. */
    public Future<T> ask() {
        if (asking) {
            Promise<T> shared = next;
            if (shared == null) {
                shared = Promise.promise();
                next = shared;
            }
            return shared.future();
        }
        Promise<T> mine = Promise.promise();
        start(mine);
        return mine.future();
    }

    /** Whether nobody waits. */
    public boolean isIdle() {
        return !asking;
    }

    private void start(Promise<T> answer) {
        asking = true;
        question.get().onComplete(result -> {
            asking = false;
            Promise<T> waiting = next;
            next = null;
            if (waiting != null) {
                start(waiting);
            }
            answer.handle(result);
        });
    }
}
