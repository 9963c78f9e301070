package dev.lux.harness.hostile;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** All families of kinds at once, each on lanes of its own. */
final class Attack {
    private static final Duration DEADLINE = Duration.ofMinutes(30);

    private final Target target;
    private final Kinds kinds;
    private final Tally tally;
    private final PrintStream out;

    Attack(Target target, Tally tally, PrintStream out) {
        this.target = target;
        this.kinds = Kinds.against(target);
        this.tally = tally;
        this.out = out;
    }

    /** @param seed chooses the attacks of each lane; their interleaving is the machine's */
    void run(long requests, long seed) throws IOException {
        List<Lane> lanes = new ArrayList<>();
        long scenarios = Math.min(requests / 200, 240);
        long socketBreakers = requests / 50;
        long breakers = requests * 6 / 100;
        long messages = requests / 4;
        BooleanSupplier moreRequests = work(requests - scenarios - socketBreakers - breakers - messages);
        BooleanSupplier moreMessages = work(messages);
        BooleanSupplier moreBreakers = work(breakers);
        BooleanSupplier moreSocketBreakers = work(socketBreakers);
        BooleanSupplier moreScenarios = work(scenarios);
        for (int i = 0; i < 4; i++) {
            lanes.add(new RequestLane(target, tally, random(seed, lanes), moreRequests, kinds.requests()));
        }
        // Some connections are only ended after a second, so that their answer arrives: these lanes mostly wait.
        for (int i = 0; i < 16; i++) {
            lanes.add(new OneShotLane(target, tally, random(seed, lanes), moreBreakers, kinds.breakers()));
        }
        for (int i = 0; i < 2; i++) {
            lanes.add(new MessageLane(target, tally, random(seed, lanes), moreMessages, kinds.messages()));
            lanes.add(new OneShotLane(target, tally, random(seed, lanes), moreSocketBreakers, kinds.socketBreakers()));
        }
        // Scenarios mostly wait, so there are many of them at a time.
        for (int i = 0; i < 40; i++) {
            lanes.add(new OneShotLane(target, tally, random(seed, lanes), moreScenarios, kinds.scenarios()));
        }
        runAll(lanes);
    }

    private static Random random(long seed, List<Lane> lanes) {
        return new Random(seed * 31 + lanes.size());
    }

    private static BooleanSupplier work(long pieces) {
        AtomicLong left = new AtomicLong(pieces);
        return () -> left.getAndDecrement() > 0;
    }

    private void runAll(List<Lane> lanes) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(lanes.size());
        try {
            List<Future<?>> running = new ArrayList<>();
            lanes.forEach(lane -> running.add(threads.submit(lane)));
            long deadline = System.nanoTime() + DEADLINE.toNanos();
            for (Future<?> lane : running) {
                await(lane, deadline);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void await(Future<?> lane, long deadline) throws IOException {
        while (System.nanoTime() < deadline) {
            try {
                lane.get(10, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException running) {
                out.printf("  %d requests so far%n", tally.total());
            } catch (ExecutionException e) {
                throw new IOException("an attacker failed", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
        throw new IOException("the attack is not over after " + DEADLINE);
    }
}
