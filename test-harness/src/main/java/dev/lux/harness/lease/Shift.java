package dev.lux.harness.lease;

import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.Await;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.Reply;
import dev.lux.harness.load.Target;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Workers with leases and people with session documents, beside another load while nodes are broken: some fall silent,
 * some leave, and at the end everybody must be shown as they are. Each has a thread; silenced and judged by one thread.
 */
public final class Shift implements AutoCloseable {
    private static final String WORKERS = "shift-worker-";
    private static final String PEOPLE = "shift-present-";
    private static final int FOLLOWERS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration FIRST = Duration.ofSeconds(30);
    /** A session document outlives its node by its lease, 7 s, which an owner that dies too makes begin anew. */
    private static final Duration SESSION_ENDS = Duration.ofSeconds(20);

    private final Supplier<List<Target>> targets;
    private final Duration lease;
    private final List<Attendance> workers = new ArrayList<>();
    private final List<SessionClient> people = new ArrayList<>();
    private final List<MarkFollower> followers = new ArrayList<>();
    private final Map<URI, LuxHttp> clients = new ConcurrentHashMap<>();
    private final List<String> violations = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong renewals = new AtomicLong();
    private int gone;
    private volatile boolean closing;

    private Shift(Supplier<List<Target>> targets, Duration lease) {
        this.targets = targets;
        this.lease = lease;
    }

    /**
     * Returns when all are there.
     *
     * @param targets who is there now; asked often, by every thread; never empty
     * @param workers of whom each has a lease; as many people have a session document
     */
    public static Shift start(int workers, Duration lease, Supplier<List<Target>> targets) {
        Shift shift = new Shift(targets, lease);
        for (int i = 0; i < FOLLOWERS; i++) {
            shift.followers.add(new MarkFollower(i, "shift-*", targets));
        }
        for (int i = 0; i < workers; i++) {
            Attendance worker = new Attendance();
            shift.workers.add(worker);
            int number = i;
            Thread thread = new Thread(() -> shift.work(number, worker), "worker-" + i);
            thread.setDaemon(true);
            thread.start();
            shift.people.add(new SessionClient(PEOPLE + i, i, targets));
        }
        boolean all = Await.until(
                FIRST,
                () -> shift.workers.stream()
                                .noneMatch(worker -> worker.renewals().isEmpty())
                        && shift.people.stream().allMatch(person -> person.told() > 0));
        if (!all) {
            shift.violations.add("not every worker has a lease, or not every person a document, within " + FIRST);
        }
        return shift;
    }

    private void work(int number, Attendance worker) {
        String id = WORKERS + number;
        String holder = "";
        int turn = number;
        while (!closing && !worker.isSilent()) {
            long sent = System.nanoTime();
            try {
                Reply reply = holder.isEmpty()
                        ? client(turn).putEnvelope(id, "{\"data\":{\"n\":1},\"lease\":\"" + lease.toMillis() + "ms\"}")
                        : client(turn)
                                .send(
                                        "POST",
                                        "/api/lux/" + id + "/heartbeat",
                                        "{\"holder\":\"" + holder + "\"}",
                                        "Content-Type",
                                        "application/json");
                if (reply.ok()) {
                    holder = holder.isEmpty() ? reply.json().path("holder").asText() : holder;
                    worker.renewed(sent, System.nanoTime());
                    renewals.incrementAndGet();
                    LockSupport.parkNanos(lease.toNanos() / 8);
                    continue;
                }
                if (reply.status() < 500) {
                    violations.add(id + " was answered " + reply);
                    return;
                }
            } catch (RuntimeException notReached) {
                // The next node is asked.
            }
            turn++;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private LuxHttp client(int turn) {
        List<Target> all = targets.get();
        Target target = all.get(turn % all.size());
        return clients.computeIfAbsent(target.url(), url -> new LuxHttp(url, Launch.KEY, PATIENCE));
    }

    /** One more worker falls silent and one more person leaves; half of them stay. */
    public void oneLess() {
        if (gone < workers.size() / 2) {
            workers.get(gone).silence();
            people.get(gone).leave();
            gone++;
        }
    }

    /** What was done, in a line. */
    public String summary() {
        int marks = workers.isEmpty()
                ? 0
                : followers.stream()
                        .mapToInt(follower -> marksAt(follower))
                        .max()
                        .orElse(0);
        return workers.size() + " workers, " + renewals.get() + " renewals acknowledged, " + gone + " fell silent, "
                + marks + " marks seen; " + people.size() + " people, " + gone + " left";
    }

    private int marksAt(MarkFollower follower) {
        int marks = 0;
        for (int i = 0; i < workers.size(); i++) {
            marks += follower.marks(WORKERS + i).size();
        }
        return marks;
    }

    /**
     * On a cluster that is whole again: waits until everybody may be shown as they are, and judges.
     *
     * @return what was wrong
     */
    public List<String> judged() {
        Duration longest = lease.multipliedBy(2).plus(SESSION_ENDS);
        Await.until(longest, Duration.ofMillis(50), () -> disagreements().isEmpty());
        List<String> found = new ArrayList<>(violations);
        found.addAll(disagreements());
        return found;
    }

    private List<String> disagreements() {
        AttendanceJudge judge = new AttendanceJudge(lease.toNanos());
        List<String> found = new ArrayList<>();
        for (MarkFollower follower : followers) {
            for (int i = 0; i < workers.size(); i++) {
                String id = WORKERS + i;
                String what = id + " at " + follower.name();
                found.addAll(judge.judge(what, workers.get(i), follower.marks(id), follower.isStale(id)));
            }
            for (SessionClient person : people) {
                int shown = follower.data(person.id()).asInt();
                int told = person.hasLeft() ? 0 : person.told();
                if (shown != told) {
                    found.add(person.id() + " at " + follower.name() + " is shown as " + shown + " and is " + told);
                }
            }
        }
        return found;
    }

    @Override
    public void close() {
        closing = true;
        people.forEach(SessionClient::close);
        followers.forEach(MarkFollower::close);
    }
}
