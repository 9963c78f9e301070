package dev.lux.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A start that fails closes Vert.x, and is known to have failed although no event loop is left to say so. */
@Timeout(30)
class FailedStartTest {
    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_failure_on_an_event_loop_is_told_after_the_loops_have_ended() throws Exception {
        Vertx vertx = Vertx.vertx();
        Future<String> start = vertx.timer(1).compose(tick -> Future.failedFuture("no quorum, says the test"));
        Future<String> told = ClusterNode.closedOnFailure(vertx, start);
        assertThatThrownBy(() -> await(told)).hasRootCauseMessage("no quorum, says the test");
    }

    @Test
    void one_that_succeeds_leaves_it_open() throws Exception {
        Vertx vertx = Vertx.vertx();
        String outcome = await(ClusterNode.closedOnFailure(vertx, vertx.timer(1).map(tick -> "started")));
        assertThat(outcome).isEqualTo("started");
        await(vertx.timer(1));
        await(vertx.close());
    }
}
