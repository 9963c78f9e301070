package dev.lux.harness.check.simulated;

import java.util.Random;

/**
 * A simulated run.
 *
 * @param writesPerClient in each of the phases, reads beside
 * @param phases each ends with a quiet point
 * @param lostShare of the requests whose outcome the client does not learn
 * @param losses whether a fault loses state
 */
public record Scenario(
        long seed,
        int clients,
        int documents,
        int writesPerClient,
        int phases,
        double lostShare,
        boolean losses,
        Bug bug) {
    /** Small, so that thousands of them can be run. */
    public static Scenario small(long seed) {
        return new Scenario(seed, 8, 3, 12, 2, 0.08, false, Bug.NONE);
    }

    /** Any of very different ones: few documents or several, most outcomes known or many not. */
    public static Scenario varied(long seed) {
        Random random = new Random(seed);
        double lost = random.nextInt(4) == 0 ? 0 : random.nextDouble() * 0.15;
        return new Scenario(
                seed,
                8 + random.nextInt(9),
                1 + random.nextInt(4),
                8 + random.nextInt(20),
                2 + random.nextInt(2),
                lost,
                random.nextInt(4) == 0,
                Bug.NONE);
    }

    public Scenario with(Bug planted) {
        return new Scenario(seed, clients, documents, writesPerClient, phases, lostShare, losses, planted);
    }

    public Scenario withLosses() {
        return new Scenario(seed, clients, documents, writesPerClient, phases, lostShare, true, bug);
    }

    public Scenario losing(double share) {
        return new Scenario(seed, clients, documents, writesPerClient, phases, share, losses, bug);
    }
}
