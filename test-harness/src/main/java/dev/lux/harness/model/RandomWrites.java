package dev.lux.harness.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.client.Json;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.Reply;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** The run: readers first, then writers, then the comparison of everything with the model. */
public final class RandomWrites {
    /** Every reader is at the newest version this long after the last acknowledgement. */
    private static final Duration CATCH_UP = Duration.ofSeconds(1);

    private static final Duration DEADLINE = Duration.ofMinutes(10);
    /** Writes that are sent before their answers are read. */
    private static final int WINDOW = 12;

    private final Plan plan;
    private final PrintStream out;
    private final LuxHttp http;
    private final List<String> ids = new ArrayList<>();

    /** What to do; the same seed chooses the same writes, their interleaving is the machine's. */
    public record Plan(URI url, String key, long seed, int writes, int writers, int documents) {}

    /**
     * @param violations empty when all was as the model says
     * @param answers how many writes were answered how
     * @param catchUp from the last acknowledgement until the last reader was at the newest version of everything
     */
    public record Report(
            List<String> violations, Map<String, Integer> answers, int repeats, Duration writing, Duration catchUp) {}

    private RandomWrites(Plan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
        this.http = new LuxHttp(plan.url(), plan.key());
    }

    /** Runs it; progress goes to the stream. */
    public static Report run(Plan plan, PrintStream out) throws IOException {
        RandomWrites run = new RandomWrites(plan, out);
        try {
            return run.run();
        } finally {
            run.ids.forEach(run.http::delete);
        }
    }

    private Report run() throws IOException {
        out.printf("random writes: seed %d, %d writes, %d writers%n", plan.seed(), plan.writes(), plan.writers());
        String prefix = "model-" + Long.toString(System.currentTimeMillis(), 36) + "-";
        for (int i = 0; i < plan.documents(); i++) {
            ids.add(prefix + (char) ('a' + i % 4) + i);
        }
        try (Readers readers = new Readers(plan.url(), plan.key(), prefix, ids)) {
            long started = System.nanoTime();
            List<Writer> writers = write();
            long ended = System.nanoTime();
            return compare(writers, readers, Duration.ofNanos(ended - started));
        }
    }

    private Report compare(List<Writer> writers, Readers readers, Duration writing) {
        long ended = System.nanoTime();
        Map<String, Long> newest = new TreeMap<>();
        for (Writer writer : writers) {
            writer.answered()
                    .forEach(each -> newest.merge(each.op().id(), each.answer().version(), Math::max));
        }
        List<String> violations = new ArrayList<>(readers.awaitCurrent(newest, CATCH_UP));
        Duration catchUp = Duration.ofNanos(System.nanoTime() - ended);

        Map<String, History> histories = new TreeMap<>();
        Map<String, Integer> answers = new TreeMap<>();
        int repeats = 0;
        for (Writer writer : writers) {
            violations.addAll(writer.violations());
            repeats += writer.repeats();
            for (History.Answered each : writer.answered()) {
                histories.computeIfAbsent(each.op().id(), History::new).add(each);
                String name = each.op().kind() + " " + each.answer().status() + " "
                        + each.answer().code();
                answers.merge(name.trim(), 1, Integer::sum);
            }
        }
        histories.values().forEach(history -> violations.addAll(history.replay()));
        violations.addAll(readers.compare(histories, out));
        histories.forEach((id, history) -> compareWithGet(id, history.last(), violations));
        answers.forEach((answer, count) -> out.printf("  %7d %s%n", count, answer));
        out.printf(
                "  %d ms for the writes, readers current after %d ms, %d repeats, %d violations%n",
                writing.toMillis(), catchUp.toMillis(), repeats, violations.size());
        return new Report(violations, answers, repeats, writing, catchUp);
    }

    private List<Writer> write() throws IOException {
        Map<String, Long> newest = new ConcurrentHashMap<>();
        AtomicIntegerArray keys = new AtomicIntegerArray(ids.size());
        AtomicInteger progress = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(plan.writers());
        try {
            List<Future<Writer>> running = new ArrayList<>();
            for (int i = 0; i < plan.writers(); i++) {
                int share = plan.writes() / plan.writers() + (i < plan.writes() % plan.writers() ? 1 : 0);
                OpGenerator generator = new OpGenerator(plan.seed(), i, ids, id -> newest.getOrDefault(id, 0L), keys);
                running.add(threads.submit(new Writer(lane(i), generator, share, WINDOW, newest, progress)));
            }
            List<Writer> done = new ArrayList<>();
            for (Future<Writer> writer : running) {
                done.add(result(writer, progress));
            }
            return done;
        } finally {
            threads.shutdownNow();
        }
    }

    private Lane lane(int writer) throws IOException {
        return switch (writer % 8) {
            case 6 -> Lane.batch(plan.url(), plan.key());
            case 1, 3, 5 -> Lane.socket(plan.url(), plan.key());
            default -> Lane.http(plan.url(), plan.key());
        };
    }

    private Writer result(Future<Writer> writer, AtomicInteger progress) throws IOException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                return writer.get(5, TimeUnit.SECONDS);
            } catch (TimeoutException running) {
                out.printf("  %d of %d writes%n", progress.get(), plan.writes());
            } catch (ExecutionException e) {
                throw new IOException("a writer failed", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
        throw new IOException("the writers are not done after " + DEADLINE);
    }

    private void compareWithGet(String id, Model.Document last, List<String> violations) {
        Reply reply = http.get(id);
        JsonNode data = last.data();
        boolean right = data == null
                ? reply.status() == 404
                : reply.status() == 200
                        && reply.json().path("version").asLong() == last.version()
                        && Json.same(data, reply.json().path("data"));
        if (!right) {
            violations.add(id + " should be " + data + " at " + last.version() + ": " + reply);
        }
    }
}
