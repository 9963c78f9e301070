/**
 * The load of a benchmark: writers in an open loop, and sockets whose every delivery is checked.
 *
 * <p>In: where a server is, and how one talks to it. Out: counts and latencies. Subscribers share one event loop,
 * writers another, so that the two cost little beside the server.
 */
@NullMarked
package dev.lux.harness.bench.load;

import org.jspecify.annotations.NullMarked;
