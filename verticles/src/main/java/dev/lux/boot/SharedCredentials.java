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

    /** @param onChange called when other credentials hold than before */
    void start(Runnable onChange) {
        ask(onChange).onComplete(done -> {
            // Still without what it needs, it does not wait for long.
            boolean waits = contact.isThere() || contact.number() == 0;
            vertx.setTimer(waits ? ASK.toMillis() : ASK_AGAIN_MILLIS, timer -> start(onChange));
        });
    }

    private Future<Void> ask(Runnable onChange) {
        long number = contact.number();
        return vertx.executeBlocking(() -> lookAround(onChange), false)
                .compose(looked -> nodes.askAll(keys.question(), ASK))
                .compose(answers -> vertx.executeBlocking(() -> takeAll(answers, onChange), false))
                .onSuccess(enough -> {
                    if (enough) {
                        contact.informed(number);
                    }
                })
                .onFailure(failure -> LOG.debug("credentials were not shared", failure))
                .mapEmpty();
    }

    private Void lookAround(Runnable onChange) {
        Set<String> others = store.members().stream()
                .filter(member -> !member.node().equals(store.localNode()))
                .map(Store.Member::address)
                .collect(Collectors.toSet());
        store.members().stream()
                .filter(member -> member.node().equals(store.localNode()))
                .findFirst()
                .ifPresent(self -> {
                    if (keys.present(self.address(), others)) {
                        onChange.run();
                    }
                });
        return null;
    }

    /** @return whether enough data members are among those that have answered */
    private boolean takeAll(Map<String, byte[]> answers, Runnable onChange) {
        Set<String> present =
                store.members().stream().map(Store.Member::address).collect(Collectors.toSet());
        boolean changed = false;
        int readable = 0;
        for (Store.Member member : store.members()) {
            byte[] answer = answers.get(member.node());
            if (answer != null) {
                try {
                    changed |= keys.take(answer, present);
                    readable += member.data() ? 1 : 0;
                } catch (IllegalArgumentException e) {
                    LOG.warn("what {} knows of credentials can't be read: {}", member.address(), e.getMessage());
                }
            }
        }
        if (changed) {
            onChange.run();
        }
        return readable >= quorum;
    }
}
