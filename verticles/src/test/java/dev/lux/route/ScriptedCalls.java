package dev.lux.route;

import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Owners that say what the test says, when it says it. Belongs to the test's thread. */
public final class ScriptedCalls implements OwnerCalls {
    private final List<Call> waiting = new ArrayList<>();

    /** A request that waits for its answer. */
    public record Call(String owner, OwnerRequest request, Duration patience, Promise<OwnerReply> answer) {
        public void reply(OwnerReply reply) {
            answer.complete(reply);
        }

        /** No answer comes in time; the owner may have had the request. */
        public void lost() {
            answer.fail(new NoAnswer(true, "lost, says the test"));
        }

        /** Nobody is there to take the request. */
        public void undelivered() {
            answer.fail(new NoAnswer(false, "nobody, says the test"));
        }
    }

    @Override
    public Future<OwnerReply> ask(String owner, OwnerRequest request, Duration patience) {
        Call call = new Call(owner, request, patience, Promise.promise());
        waiting.add(call);
        return call.answer.future();
    }

    /** Takes the oldest request that waits, which is of this kind. */
    public <R extends OwnerRequest> Call next(Class<R> kind) {
        if (waiting.isEmpty()) {
            throw new AssertionError("nothing was asked");
        }
        Call call = waiting.remove(0);
        if (!kind.isInstance(call.request)) {
            throw new AssertionError("asked something else: " + call.request);
        }
        return call;
    }

    /** Takes every request that waits, oldest first. */
    public List<Call> all() {
        List<Call> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    public boolean isQuiet() {
        return waiting.isEmpty();
    }
}
