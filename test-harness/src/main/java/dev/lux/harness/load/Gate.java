package dev.lux.harness.load;

import java.time.Duration;

/** Through which each write goes, so that all writers can be made to stand still. Any thread. */
final class Gate {
    private boolean isOpen = true;
    private boolean hasEnded;
    private int inside;

    /** Waits until it is open; false when it has ended and there is nothing more to do. */
    synchronized boolean enter() throws InterruptedException {
        while (!isOpen && !hasEnded) {
            wait();
        }
        if (hasEnded) {
            return false;
        }
        inside++;
        return true;
    }

    synchronized void leave() {
        inside--;
        notifyAll();
    }

    /** Lets nobody in and waits until nobody is inside; false when that took too long. */
    synchronized boolean shut(Duration atMost) throws InterruptedException {
        isOpen = false;
        long deadline = System.nanoTime() + atMost.toNanos();
        while (inside > 0) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    synchronized void open() {
        isOpen = true;
        notifyAll();
    }

    synchronized void end() {
        hasEnded = true;
        notifyAll();
    }

    synchronized boolean hasEnded() {
        return hasEnded;
    }
}
