package dev.lux.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.access.keys.ApiKeys;
import dev.lux.access.keys.ClusterKeys;
import dev.lux.access.keys.RevokedElsewhere;
import dev.lux.lifecycle.Contact;
import dev.lux.route.Nodes;
import dev.lux.route.ScriptedTable;
import dev.lux.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An edge, {@code here}, of three data members. */
@Timeout(30)
class SharedCredentialsTest {
    private static final byte[] SAME = {};
    private static final byte[] NEWS =
            ("{\"revoked\":{\"keys\":[],\"revocations\":[{\"jti\":\"a\",\"before\":\"2026-11-26T12:00:00Z\"}]},"
                            + "\"nodes\":[],\"lists\":[]}")
                    .getBytes(StandardCharsets.UTF_8);

    private final Vertx vertx = Vertx.vertx();
    private final ScriptedTable table =
            new ScriptedTable().joins("b", 1).joins("c", 1).joins("d", 1).joins("e", 0);
    private final Contact contact = new Contact(() -> 1);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Map<String, byte[]> answers = Map.of();
    private final Nodes nodes = (question, deadline) -> {
        asked.incrementAndGet();
        return Future.succeededFuture(answers);
    };
    private final ClusterKeys keys = new ClusterKeys(Clock.system(), true, new ApiKeys(), new RevokedElsewhere());
    private final SharedCredentials shared = new SharedCredentials(vertx, table, nodes, 2, keys, contact);

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void awaitQuestions(int more) {
        int from = asked.get();
        Awaitility.await().until(() -> asked.get() >= from + more);
    }

    @Test
    void anEdgeIsInformedWhenEnoughDataMembersHaveAnsweredWhatCanBeRead() {
        answers = Map.of("here", SAME, "e", SAME, "b", SAME, "c", "?".getBytes(StandardCharsets.UTF_8));
        shared.start(Future::succeededFuture);
        awaitQuestions(3);
        assertThat(contact.isThere()).isFalse();
        answers = Map.of("b", SAME, "d", SAME);
        Awaitility.await().until(contact::isThere);
    }

    @Test
    void beforeStreamsHaveLookedAtTheirCredentialsThereIsNoContact() {
        Promise<Void> looked = Promise.promise();
        AtomicInteger changes = new AtomicInteger();
        answers = Map.of("b", NEWS, "d", SAME);
        shared.start(() -> {
            changes.incrementAndGet();
            return looked.future();
        });
        Awaitility.await().until(() -> changes.get() == 1);
        assertThat(contact.isThere()).isFalse();
        looked.complete();
        Awaitility.await().until(contact::isThere);
        assertThat(changes).hasValue(1);
    }

    @Test
    void otherQuestionsAreForOthers() {
        assertThat(shared.answer("status")).isEmpty();
        assertThat(shared.answer(keys.question())).isPresent();
    }
}
