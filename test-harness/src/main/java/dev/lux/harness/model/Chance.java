package dev.lux.harness.model;

import java.util.Random;
import java.util.SplittableRandom;

/**
 * Random numbers of many clients from one seed. The first numbers of {@link Random}s whose seeds are close to each other
 * are close to each other too: a hundred clients would all begin at the same node. So the seeds are spread first.
 */
public final class Chance {
    private Chance() {}

    /** The same for the same arguments, and like no other. */
    public static Random of(long seed, String who) {
        return new Random(new SplittableRandom(seed * 31 + who.hashCode()).nextLong());
    }
}
