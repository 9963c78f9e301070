package dev.lux.boot;

import dev.lux.access.keys.KeyFile;
import dev.lux.access.keys.RevokedElsewhere;
import dev.lux.access.keys.RevokedKeys;
import dev.lux.route.Nodes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on what is revoked: once a second each node asks the others for what it does not know, and who knows the same
 * answers nothing. Credentials themselves are not passed on, since what comes over the private ports may only take away.
 *
 * <p>Usable on any context.
 */
final class SharedRevocations {
    static final Duration ASK = Duration.ofSeconds(1);

    private static final String QUESTION = "revoked ";
    private static final Logger LOG = LoggerFactory.getLogger(SharedRevocations.class);
    private static final byte[] NOTHING_NEW = {};

    private final Nodes nodes;
    private final Supplier<KeyFile> own;
    private final RevokedElsewhere elsewhere;

    /** @param own what this node has read itself */
    SharedRevocations(Nodes nodes, Supplier<KeyFile> own, RevokedElsewhere elsewhere) {
        this.nodes = nodes;
        this.own = own;
        this.elsewhere = elsewhere;
    }

    /** This node's answer, when the question is one for here. */
    Optional<Future<byte[]>> answer(String question) {
        if (!question.startsWith(QUESTION)) {
            return Optional.empty();
        }
        KeyFile known = known();
        boolean same = RevokedKeys.digest(known).equals(question.substring(QUESTION.length()));
        return Optional.of(Future.succeededFuture(same ? NOTHING_NEW : known.format()));
    }

    private KeyFile known() {
        return RevokedKeys.union(own.get(), elsewhere.known());
    }

    /** @param onChange called when something is revoked that was not before */
    void start(Vertx vertx, Runnable onChange) {
        vertx.setTimer(
                ASK.toMillis(),
                timer -> nodes.askAll(QUESTION + RevokedKeys.digest(known()), ASK)
                        .onSuccess(answers -> {
                            if (takeAll(answers)) {
                                onChange.run();
                            }
                        })
                        .onComplete(done -> start(vertx, onChange)));
    }

    private boolean takeAll(Map<String, byte[]> answers) {
        boolean changed = false;
        for (Map.Entry<String, byte[]> answer : answers.entrySet()) {
            if (answer.getValue().length > 0) {
                changed |= take(answer.getKey(), answer.getValue());
            }
        }
        return changed;
    }

    private boolean take(String node, byte[] answer) {
        try {
            return elsewhere.add(KeyFile.parse(answer));
        } catch (IllegalArgumentException e) {
            LOG.warn("what is revoked at node {} can't be read: {}", node, e.getMessage());
            return false;
        }
    }
}
