package dev.lux.subscription;

/** How many documents one stream may still look at in this turn of its event loop. */
final class Looks {
    private final int perTurn;
    private int left;

    Looks(int perTurn) {
        this.perTurn = perTurn;
        this.left = perTurn;
    }

    void spend() {
        left--;
    }

    boolean areLeft() {
        return left > 0;
    }

    /** How many were spent of this turn's, and beyond. */
    int spent() {
        return perTurn - left;
    }

    /** Another turn has begun. */
    void renew() {
        left = perTurn;
    }
}
