package dev.lux.loop;

import java.util.ArrayDeque;

/**
 * Long work of many, in parts, first come first. A turn of the event loop runs parts until they were so much work
 * together, and looks after its connections before the next: however many have long work, what else the loop has to do
 * waits for that much at most.
 *
 * <p>Belongs to one event loop.
 */
public final class LaterTurns {
    private final Loop loop;
    private final int workPerTurn;
    private final ArrayDeque<Part> waiting = new ArrayDeque<>();

    /** A part of long work. */
    @FunctionalInterface
    public interface Part {
        /** @return how much it was, in the unit of the whole */
        int run();
    }

    public LaterTurns(Loop loop, int workPerTurn) {
        this.loop = loop;
        this.workPerTurn = workPerTurn;
    }

    /** Runs {@code part} in a later turn, after those that wait already. */
    public void add(Part part) {
        waiting.add(part);
        if (waiting.size() == 1) {
            loop.runAfterIo(this::turn);
        }
    }

    private void turn() {
        int inThisTurn = waiting.size();
        int left = workPerTurn;
        try {
            while (inThisTurn > 0 && left > 0) {
                // It stays the first while it runs: what it adds waits for a turn of its own.
                left -= Math.max(1, waiting.element().run());
                waiting.remove();
                inThisTurn--;
            }
        } catch (RuntimeException | Error e) {
            // One that failed has had its turn.
            waiting.remove();
            throw e;
        } finally {
            if (!waiting.isEmpty()) {
                loop.runAfterIo(this::turn);
            }
        }
    }
}
