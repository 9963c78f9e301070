package dev.lux.subscription;

import dev.lux.loop.LaterTurns;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The turns of streams that came while the node may write no document; a stream has one at most. Belongs to the hub's
 * event loop.
 */
final class HeldTurns {
    private final BooleanSupplier mayWrite;
    private final List<LaterTurns.Part> held = new ArrayList<>();

    HeldTurns(BooleanSupplier mayWrite) {
        this.mayWrite = mayWrite;
    }

    /** @return whether {@code turn} is kept instead of taken: it comes again in {@link #letGo} */
    boolean hold(LaterTurns.Part turn) {
        if (mayWrite.getAsBoolean()) {
            return false;
        }
        held.add(turn);
        return true;
    }

    /** Gives back all that are kept, when they may be taken. */
    void letGo(Consumer<LaterTurns.Part> laterTurns) {
        if (!held.isEmpty() && mayWrite.getAsBoolean()) {
            List<LaterTurns.Part> all = List.copyOf(held);
            held.clear();
            all.forEach(laterTurns);
        }
    }
}
