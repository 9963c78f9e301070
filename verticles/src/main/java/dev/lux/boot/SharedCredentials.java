package dev.lux.boot;

import dev.lux.access.keys.ClusterKeys;
import dev.lux.lifecycle.Contact;
import dev.lux.route.Nodes;
import dev.lux.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on keys and what is revoked: once a second each node asks the others for what it does not know. A node that has
 * come, or has had no contact, asks until enough data members have answered; before that it serves nothing, since it does
 * not know who may come.
 *
 * <p>Usable on any context.
 */
final class SharedCredentials {
    static final Duration ASK = Duration.ofSeconds(1);

    private static final long ASK_AGAIN_MILLIS = 100;
    private static final Logger LOG = LoggerFactory.getLogger(SharedCredentials.class);

    private final Vertx vertx;
    private final Store store;
    private final Nodes nodes;
    private final int quorum;
    private final ClusterKeys keys;
    private final Contact contact;

    /** @param quorum how many data members, this one among them if it is one, must have answered */
    SharedCredentials(Vertx vertx, Store store, Nodes nodes, int quorum, ClusterKeys keys, Contact contact) {
        this.vertx = vertx;
        this.store = store;
        this.nodes = nodes;
        this.quorum = quorum;
        this.keys = keys;
        this.contact = contact;
    }

    /** This node's answer, when the question is one for here. */
    Optional<Future<byte[]>> answer(String question) {
        return ClusterKeys.isQuestion(question)
                ? Optional.of(vertx.executeBlocking(() -> keys.answer(question), false))
                : Optional.empty();
    }

    /**
     * @param onChange called when other credentials hold than before; completes when every stream has looked at its own:
     *     before that there is no contact again
     */
    void start(Supplier<Future<?>> onChange) {
        ask(onChange).onComplete(done -> {
            // Still without what it needs, it does not wait for long.
            boolean waits = contact.isThere() || contact.number() == 0;
            vertx.setTimer(waits ? ASK.toMillis() : ASK_AGAIN_MILLIS, timer -> start(onChange));
        });
    }

    private Future<?> ask(Supplier<Future<?>> onChange) {
        long number = contact.number();
        return vertx.executeBlocking(this::lookAround, false)
                .compose(changed -> nodes.askAll(keys.question(), ASK)
                        .compose(answers -> vertx.executeBlocking(() -> takeAll(answers, changed), false)))
                .compose(taken -> (taken.changed ? onChange.get() : Future.succeededFuture()).map(taken))
                .onSuccess(taken -> {
                    if (taken.dataMembers >= quorum) {
                        contact.informed(number);
                    }
                })
                .onFailure(failure -> LOG.debug("credentials were not shared", failure));
    }

    /** @return whether other keys hold than before */
    private boolean lookAround() {
        Map<Boolean, Set<String>> addresses = store.members().stream()
                .collect(Collectors.partitioningBy(
                        member -> member.node().equals(store.localNode()),
                        Collectors.mapping(Store.Member::address, Collectors.toSet())));
        boolean changed = false;
        for (String here : addresses.getOrDefault(true, Set.of())) {
            changed |= keys.present(here, addresses.getOrDefault(false, Set.of()));
        }
        return changed;
    }

    /**
     * @param changed whether other credentials hold than before
     * @param dataMembers how many have answered
     */
    private record Taken(boolean changed, int dataMembers) {}

    private Taken takeAll(Map<String, byte[]> answers, boolean changedBefore) {
        Set<String> present =
                store.members().stream().map(Store.Member::address).collect(Collectors.toSet());
        boolean changed = changedBefore;
        int dataMembers = 0;
        for (Store.Member member : store.members()) {
            byte[] answer = answers.get(member.node());
            if (answer != null) {
                try {
                    changed |= keys.take(answer, present);
                    dataMembers += member.data() ? 1 : 0;
                } catch (IllegalArgumentException e) {
                    LOG.warn("what {} knows of credentials can't be read: {}", member.address(), e.getMessage());
                }
            }
        }
        return new Taken(changed, dataMembers);
    }
}
