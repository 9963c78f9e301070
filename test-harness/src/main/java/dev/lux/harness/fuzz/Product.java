package dev.lux.harness.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/** Calls the product for a target, tells refusals from faults, and counts what the calls cost. Belongs to one thread. */
public final class Product {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Class<? extends RuntimeException> refusal;
    private final boolean timed;
    private long allocatedBytes;
    private long processorNanos;
    private boolean refused;

    /** @param timed whether processor time is counted too */
    Product(Class<? extends RuntimeException> refusal, boolean timed) {
        this.refusal = refusal;
        this.timed = timed;
    }

    /**
     * Calls what may refuse the input.
     *
     * @throws Exception a {@code Refused} when it does; whatever else it throws is a finding
     */
    public <T> T call(Callable<T> work) throws Exception {
        try {
            return sure(work);
        } catch (RuntimeException e) {
            if (!refusal.isInstance(e)) {
                throw e;
            }
            refused = true;
            Broken.unless(e.getMessage() != null && !e.getMessage().isBlank(), "a refusal does not say why");
            throw new Refused(e);
        }
    }

    /** Calls what must not refuse any more. */
    public <T> T sure(Callable<T> work) throws Exception {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long nanos = timed ? THREADS.getCurrentThreadCpuTime() : 0;
        try {
            return work.call();
        } finally {
            processorNanos += timed ? THREADS.getCurrentThreadCpuTime() - nanos : 0;
            allocatedBytes += THREADS.getCurrentThreadAllocatedBytes() - bytes;
        }
    }

    /** By all calls so far. */
    long allocatedBytes() {
        return allocatedBytes;
    }

    /** By all calls so far; 0 unless timed. */
    long processorNanos() {
        return processorNanos;
    }

    boolean refused() {
        return refused;
    }
}
