package dev.lux.replica;

import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest;
import dev.lux.route.OwnerCalls;
import dev.lux.route.SharedQuestion;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Asks one owner how far its stream is: one question at a time, shared by all who wait, about all the shards that they
 * want to know of.
 *
 * <p>Belongs to one event loop.
 */
final class OwnerSync {
    private final SharedQuestion<OwnerReply> question;
    private Set<Integer> next = new TreeSet<>();

    OwnerSync(String edge, String owner, OwnerCalls calls) {
        this.question = new SharedQuestion<>(() -> {
            List<Integer> asked = List.copyOf(next);
            next = new TreeSet<>();
            return calls.ask(owner, new OwnerRequest.Sync(edge, asked));
        });
    }

    /** The answer to a question about these shards, and maybe others, that starts after this call. */
    Future<OwnerReply> ask(List<Integer> shards) {
        next.addAll(shards);
        return question.ask();
    }

    boolean isIdle() {
        return question.isIdle();
    }
}
