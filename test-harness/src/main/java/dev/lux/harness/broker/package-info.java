/**
 * A real broker in a process of its own, and what can be seen of it from outside.
 *
 * <p>In: environment and flags. Out: its URL, log, exit code, memory, open sockets, metrics. Used by one thread; a
 * thread per process keeps its output.
 */
@NullMarked
package dev.lux.harness.broker;

import org.jspecify.annotations.NullMarked;
