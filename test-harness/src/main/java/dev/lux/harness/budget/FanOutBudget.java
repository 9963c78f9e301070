package dev.lux.harness.budget;

import dev.lux.document.Pattern;
import dev.lux.lifecycle.Contact;
import dev.lux.replica.Audience;
import dev.lux.replica.Change;
import dev.lux.replica.SharedState;
import dev.lux.replica.Source;
import dev.lux.replica.View;
import dev.lux.subscription.Hub;
import dev.lux.subscription.Sink;
import dev.lux.subscription.StreamStats;
import dev.lux.subscription.Subscription;
import dev.lux.time.Clock;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From a change that has come to a node to what is handed to its sockets: all but the socket. */
@State(Scope.Thread)
public class FanOutBudget {
    private static final int STREAMS = 1_000;
    private static final int DOCUMENTS = 100;
    private static final int BOARD_STREAMS = 10;

    private static final List<String> IDS = IntStream.range(0, DOCUMENTS)
            .mapToObj(document -> "incident-" + document)
            .toList();

    private static final byte[] DATA = Samples.small(0);

    private final QueueLoop loop = new QueueLoop();
    private final Hub one = hub(STREAMS);
    private final Hub board = hub(BOARD_STREAMS);
    private long written;
    private long version = 1;

    /** A sink that always has room and only counts. */
    private final class CountingSink implements Sink {
        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public void write(byte[] frame, long ofVersion) {
            written++;
        }

        @Override
        public void flush() {}

        @Override
        public void pauseReading(boolean pause) {}
    }

    private static final class NoStats implements StreamStats {
        @Override
        public void delivered(int changes, long atMicros) {}

        @Override
        public void patchable(int patches, int states) {}

        @Override
        public void replaced(long states) {}

        @Override
        public void subscriptionsChanged(int delta) {}
    }

    /** Owners that have nothing. */
    private static final class Empty implements Source {
        @Override
        public Future<List<SharedState>> register(Audience audience, Pattern pattern) {
            return Future.succeededFuture(List.of());
        }

        @Override
        public void unregister(Audience audience, Pattern pattern) {}

        @Override
        public Future<Void> sync(Pattern pattern) {
            return Future.succeededFuture();
        }

        @Override
        public boolean concerns(Pattern pattern, Set<Integer> someShards) {
            return false;
        }
    }

    private Hub hub(int streams) {
        Hub hub = new Hub(loop, new Empty(), new NoOwners(), Clock.system(), new NoStats(), Contact.always());
        for (int stream = 0; stream < streams; stream++) {
            Subscription all = new Subscription(Pattern.parse("incident-*"), null, Map.of());
            var unused = hub.subscribe(hub.open(View.WHOLE, new CountingSink()), all);
        }
        loop.runAll();
        return hub;
    }

    /** A write to one document is told to every stream, so that each write is one delivery to each. */
    @Setup
    public void check() {
        long before = written;
        oneDocument();
        board();
        if (written - before != STREAMS + BOARD_STREAMS * DOCUMENTS) {
            throw new IllegalStateException((written - before) + " frames were written");
        }
    }

    private void change(Hub hub, int documents) {
        version++;
        List<Change> changes = new ArrayList<>(documents);
        for (int document = 0; document < documents; document++) {
            changes.add(new Change(new SharedState(Samples.state(IDS.get(document), DATA, version)), 0, false));
        }
        hub.apply(changes);
        loop.runAll();
    }

    /** One document changes that 1,000 streams follow; per delivery. */
    @Benchmark
    @OperationsPerInvocation(STREAMS)
    public long oneDocument() {
        change(one, 1);
        return written;
    }

    /** 100 documents change at once that 10 streams follow; per delivery. */
    @Benchmark
    @OperationsPerInvocation(BOARD_STREAMS * DOCUMENTS)
    public long board() {
        change(board, DOCUMENTS);
        return written;
    }
}
