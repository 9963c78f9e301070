package dev.lux.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lux.command.Beacon;
import dev.lux.command.InterestDigest;
import dev.lux.command.Update;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What owners send to edges, over a real event bus. */
@Timeout(20)
class BusEdgesTest {
    private static final String EDGE = "lux.edge.a";
    private static final String HERE = "lux.edge." + ScriptedTable.HERE;

    private final Vertx vertx = Vertx.vertx();
    private final ScriptedTable table = new ScriptedTable().joins("a", 1);
    private final Edges edges = new BusEdges(vertx, new BusAddress(table));
    private final BlockingQueue<Object> arrived = new ArrayBlockingQueue<>(10);

    @BeforeEach
    void registerCodecs() {
        MessageCodecs.register(vertx.eventBus());
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void serve(String edge) throws Exception {
        await(BusEdges.serve(vertx, edge, new BusEdges.Receiver() {
            @Override
            public long update(Update update) {
                arrived.add(update);
                return update.number() + 100;
            }

            @Override
            public void beacon(Beacon beacon) {
                arrived.add(beacon);
            }
        }));
    }

    private static Update update(long number) {
        return new Update("owner", 1, number, List.of());
    }

    @Test
    void anUpdateIsAnsweredWithHowFarTheEdgeIs() throws Exception {
        serve(EDGE);
        serve(HERE);
        assertThat(await(edges.update(EDGE, update(5)))).isEqualTo(105);
        assertThat(await(edges.update(HERE, update(6)))).isEqualTo(106);
    }

    @Test
    void anUpdateToNobodyFails() {
        assertThatThrownBy(() -> await(edges.update(EDGE, update(5)))).isInstanceOf(ExecutionException.class);
    }

    @Test
    void updatesAndBeaconsArriveInOrder() throws Exception {
        serve(EDGE);
        Beacon beacon = new Beacon("owner", 1, 2, 3, InterestDigest.NONE, List.of());
        edges.update(EDGE, update(1));
        edges.beacon(EDGE, beacon);
        edges.update(EDGE, update(2));
        assertThat(arrived.poll(10, TimeUnit.SECONDS)).isEqualTo(update(1));
        assertThat(arrived.poll(10, TimeUnit.SECONDS)).isSameAs(beacon);
        assertThat(arrived.poll(10, TimeUnit.SECONDS)).isEqualTo(update(2));
    }

    @Test
    void anEdgeIsAMemberAsLongAsItsNodeIs() {
        assertThat(edges.isMember(EDGE)).isTrue();
        table.leaves("a");
        assertThat(edges.isMember(EDGE)).isFalse();
    }
}
