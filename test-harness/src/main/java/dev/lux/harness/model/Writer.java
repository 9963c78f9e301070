package dev.lux.harness.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** One writer: windows of random writes down its lane, now and then one that it has sent before. One thread. */
final class Writer implements Callable<Writer> {
    private final Lane lane;
    private final OpGenerator generator;
    private final int writes;
    private final int window;
    private final Map<String, Long> newest;
    private final AtomicInteger progress;
    private final List<History.Answered> answered = new ArrayList<>();
    private final List<History.Answered> repeatable = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private int repeats;

    /**
     * @param window how many are sent before their answers are read
     * @param newest the newest acknowledged versions, shared
     */
    Writer(Lane lane, OpGenerator generator, int writes, int window, Map<String, Long> newest, AtomicInteger progress) {
        this.lane = lane;
        this.generator = generator;
        this.writes = writes;
        this.window = window;
        this.newest = newest;
        this.progress = progress;
    }

    @Override
    public Writer call() throws IOException {
        try (lane) {
            for (int done = 0; done < writes; ) {
                int now = Math.min(window, writes - done);
                round(now);
                done += now;
                progress.addAndGet(now);
            }
        }
        return this;
    }

    private void round(int size) throws IOException {
        List<Op> ops = new ArrayList<>();
        List<History.Answered> firsts = new ArrayList<>();
        List<Long> known = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            boolean repeat = !repeatable.isEmpty() && generator.random().nextInt(50) == 0;
            History.Answered first = repeat
                    ? repeatable.get(generator.random().nextInt(repeatable.size()))
                    : new History.Answered(generator.next(), new Lane.Answer(0, 0, ""), 0);
            firsts.add(first);
            ops.add(first.op());
            known.add(newest.getOrDefault(first.op().id(), 0L));
        }
        List<Lane.Answer> answers = lane.exchange(ops);
        for (int i = 0; i < size; i++) {
            if (firsts.get(i).answer().status() != 0) {
                repeated(firsts.get(i), answers.get(i));
            } else {
                record(new History.Answered(ops.get(i), answers.get(i), known.get(i)));
            }
        }
    }

    private void record(History.Answered each) {
        answered.add(each);
        if (each.answer().applied()) {
            newest.merge(each.op().id(), each.answer().version(), Math::max);
            // A delete of an absent document makes no version, so there is no result to be told again.
            if (each.op().key() != null && each.answer().version() != 0) {
                repeatable.add(each);
            }
        }
    }

    private void repeated(History.Answered first, Lane.Answer again) {
        repeats++;
        if (again.version() != first.answer().version() || !again.applied()) {
            violations.add("a repeated write was answered " + again + ", first " + first.answer() + ": " + first.op());
        }
    }

    List<History.Answered> answered() {
        return answered;
    }

    List<String> violations() {
        return violations;
    }

    int repeats() {
        return repeats;
    }
}
