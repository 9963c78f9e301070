package dev.lux.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What nodes ask each other about themselves, over a real event bus. */
@Timeout(20)
class BusNodesTest {
    private final Vertx vertx = Vertx.vertx();
    private final BusAddress addresses = new BusAddress(new ScriptedTable().joins("a", 1));
    private final Nodes nodes = new BusNodes(vertx, addresses);

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Map<String, byte[]> ask() throws Exception {
        return await(nodes.askAll("how are you", Duration.ofMillis(300)));
    }

    private void served() throws Exception {
        await(BusNodes.serve(
                vertx,
                addresses,
                question -> question.equals("how are you")
                        ? Future.succeededFuture("fine".getBytes(StandardCharsets.UTF_8))
                        : Future.failedFuture("not understood")));
    }

    @Test
    void who_answers_is_there_and_who_is_nowhere_is_not() throws Exception {
        assertThat(ask()).isEmpty();
        served();
        assertThat(ask()).containsOnlyKeys(ScriptedTable.HERE);
        assertThat(ask().get(ScriptedTable.HERE))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("fine");
    }

    @Test
    void who_is_silent_is_waited_for_until_the_deadline() throws Exception {
        served();
        await(vertx.eventBus().consumer(addresses.node("a"), message -> {}).completion());
        assertThat(ask()).containsOnlyKeys(ScriptedTable.HERE);
    }

    @Test
    void who_can_not_answer_is_not_there() throws Exception {
        served();
        assertThat(await(nodes.askAll("what", Duration.ofSeconds(5)))).isEmpty();
    }
}
