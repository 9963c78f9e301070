package dev.lux.harness.hostile;

import dev.lux.harness.broker.Launch;
import dev.lux.harness.broker.ProcessView;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The attack, in two halves of the same size after a smaller warm-up. What the broker holds after the second half is
 * compared with what it held after the first: whatever is made once, when a path is first taken, is there by then, and
 * what a request leaves behind is not.
 */
public final class HostileRun {
    private final Plan plan;
    private final PrintStream out;
    private final Tally tally = new Tally();
    private final Attack attack;
    private final List<String> violations = new ArrayList<>();

    /**
     * @param idle another broker of this machine that nobody attacks
     * @param requests how many, in both halves; scenarios, which take long, are at most a few hundred of them
     * @param seed chooses the attacks of each thread; their interleaving is the machine's
     */
    public record Plan(URI url, String key, URI idle, String idleKey, long seed, long requests) {
        Target target() {
            return new Target(url, key);
        }

        Target idleTarget() {
            return new Target(idle, idleKey);
        }
    }

    /** @param violations empty when the broker held */
    public record Report(long requests, List<String> violations, Duration took) {}

    private HostileRun(Plan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
        this.attack = new Attack(plan.target(), tally, out);
    }

    /**
     * A broker to attack, which takes the tokens that most JWTs of the attack are near to. A full collection may
     * otherwise leave a twentieth of a region unused and count it as arrays that are alive.
     */
    public static Launch broker() {
        return Launch.broker().heapTouched().jvm("-XX:MarkSweepDeadRatio=0").env("LUX_JWT_SECRET", TokenKinds.SECRET);
    }

    /** @param view of the broker's process when it runs on this machine, for memory and sockets; else null */
    public static Report run(Plan plan, @Nullable ProcessView view, PrintStream out) throws IOException {
        return new HostileRun(plan, out).run(view);
    }

    private Report run(@Nullable ProcessView view) throws IOException {
        out.printf("hostile: seed %d, %d requests%n", plan.seed(), plan.requests());
        long started = System.nanoTime();
        Controls controls = new Controls(plan.target());
        attack.run(Math.min(plan.requests() / 10, 20_000), plan.seed() ^ 0x5eed);
        half("first", plan.seed());
        Footprint first = footprint(controls, view);
        half("second", plan.seed() + 1);
        Footprint second = footprint(controls, view);
        if (first != null && second != null) {
            violations.addAll(second.leftSince(first));
            if (!growth(first, second).isEmpty()) {
                half("second, once more", plan.seed() + 2);
                Footprint third = Objects.requireNonNull(footprint(controls, view));
                violations.addAll(third.leftSince(second));
                violations.addAll(growth(second, third));
            }
        }
        violations.addAll(controls.end());
        tally.print(out);
        violations.addAll(0, tally.violations());
        violations.forEach(violation -> out.println("  VIOLATION " + violation));
        return new Report(tally.total(), violations, Duration.ofNanos(System.nanoTime() - started));
    }

    private void half(String name, long seed) throws IOException {
        try (Bystander bystander = new Bystander(plan.target(), plan.idleTarget())) {
            attack.run(plan.requests() / 2, seed);
            violations.addAll(bystander.end());
            out.printf("  %s half: %d requests in all%n  %s%n", name, tally.total(), bystander.summary());
        }
    }

    /** What a half has left in memory; a table that has grown in it does so once, what leaks does so in each. */
    private List<String> growth(Footprint before, Footprint after) {
        out.printf(
                "  live heap grown by %,d bytes, resident by %,d KB; most: %s%n",
                after.heap().total() - before.heap().total(),
                (after.resident() - before.resident()) >> 10,
                String.join(", ", after.heap().grownSince(before.heap(), 8)));
        return after.grownSince(before);
    }

    private @Nullable Footprint footprint(Controls controls, @Nullable ProcessView view) throws IOException {
        controls.tidy();
        Footprint footprint = view == null ? null : Footprint.settled(view);
        if (footprint != null) {
            out.println("  " + footprint.summary());
        }
        return footprint;
    }
}
