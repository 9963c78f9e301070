package dev.lux.harness.load;

import dev.lux.harness.check.history.History;
import dev.lux.harness.client.Await;
import dev.lux.harness.model.Chance;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All clients of a run. Started, made quiet and ended by one thread; the figures are for any. */
public final class Load implements AutoCloseable {
    /** A thread of a client needs little. */
    private static final long STACK_BYTES = 256 << 10;

    private final LoadPlan plan;
    private final Supplier<List<Target>> targets;
    private final History history;
    private final Gate gate = new Gate();
    private final Books books = new Books();
    private final List<LoadSubscriber> subscribers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private Load(LoadPlan plan, Supplier<List<Target>> targets, History history) {
        this.plan = plan;
        this.targets = targets;
        this.history = history;
    }

    /**
     * Starts all, and returns when each subscriber has had a whole snapshot.
     *
     * @param targets who is there now; asked often, by every client's thread; never empty
     */
    public static Load start(LoadPlan plan, Supplier<List<Target>> targets, History history) throws IOException {
        Load load = new Load(plan, targets, history);
        load.startSubscribers();
        load.startOthers();
        return load;
    }

    private void startSubscribers() throws IOException {
        for (int i = 0; i < plan.subscribers(); i++) {
            LoadSubscriber subscriber = new LoadSubscriber(i, plan, targets, books, history);
            subscribers.add(subscriber);
            begin("subscriber-" + i, subscriber);
        }
        if (!Await.until(Duration.ofSeconds(30), () -> subscribers.stream().allMatch(LoadSubscriber::isSynced))) {
            close();
            throw new IOException("not synced: "
                    + subscribers.stream().filter(each -> !each.isSynced()).toList());
        }
    }

    private void startOthers() {
        for (int i = 0; i < plan.writers() + plan.roamers(); i++) {
            boolean roams = i >= plan.writers();
            Route route = new Route(targets, i, roams, Chance.of(plan.seed(), "route-" + i), System::nanoTime);
            WriteMaker maker = new WriteMaker(plan, i, books);
            Pace pace = new Pace(plan.writesPerSecond());
            begin("writer-" + i, new LoadWriter("w" + i, maker, route, pace, gate, books, history));
        }
        for (int i = 0; i < plan.readers(); i++) {
            begin("reader-" + i, new LoadReader(i, plan, targets, gate, books, history));
        }
    }

    private void begin(String name, Runnable client) {
        Thread thread = new Thread(null, client, name, STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    /**
     * Lets no new write begin, waits until all are settled or given up, and records the quiet point.
     *
     * @throws IOException when a writer does not even give up
     */
    public void makeQuiet() throws IOException, InterruptedException {
        if (!gate.shut(LoadWriter.GIVE_UP.plusSeconds(15))) {
            throw new IOException("a writer neither settles nor gives up its write");
        }
        history.quiet();
    }

    /** The writers go on. */
    public void goOn() {
        gate.open();
    }

    /**
     * While it is quiet: ends writers and readers, and reads the final state.
     *
     * @throws IOException when a document can't be read
     */
    public void endWriters() throws IOException {
        gate.end();
        history.writersEnded();
        LoadReader last = new LoadReader(plan.readers(), plan, targets, gate, books, history);
        if (!last.readAll(plan.ids(), Duration.ofSeconds(60))) {
            throw new IOException("the final state can't be read");
        }
    }

    public long acknowledged() {
        return books.acknowledged();
    }

    public long frames() {
        return books.frames();
    }

    /** Answers that no client should ever get, the first of them. */
    public List<String> complaints() {
        return books.complaints();
    }

    /** How many subscribers are connected and have had a whole snapshot. */
    public long synced() {
        return subscribers.stream().filter(LoadSubscriber::isSynced).count();
    }

    /** Ends all and waits for them. */
    @Override
    public void close() {
        gate.end();
        subscribers.forEach(LoadSubscriber::end);
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        for (Thread thread : threads) {
            try {
                thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
