/**
 * {@code lux bench}: the broker and its peers at the same work, in one run, on one machine.
 *
 * <p>In: which work, which servers, how often. Out: a table with ratios, {@code bench.json} and pictures. A server is a
 * process of its own, pinned to cores of its own; what it costs is the processor time that the kernel counts for it.
 * The load is this process, pinned to the other cores ({@link dev.lux.harness.bench.load}); the servers are in
 * {@link dev.lux.harness.bench.peer}. Every delivery is looked at: none may be older than the one before it, and after
 * the last write every subscriber must come to hold it.
 *
 * <p>The method is that of G. Tene's "How NOT to Measure Latency": an open loop, in which a latency starts at the time
 * at which the write was due, whether or not it could be sent then.
 */
@NullMarked
package dev.lux.harness.bench;

import org.jspecify.annotations.NullMarked;
