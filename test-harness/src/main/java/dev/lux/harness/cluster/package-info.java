/**
 * Starts clusters of real brokers on this machine, and breaks what is between and under them.
 *
 * <p>In: how many nodes and with which settings. Out: their URLs, logs in files, and verbs to break them with. Each node
 * is a process; where root and {@code ip} allow it, each has a network of its own in which packets can be lost
 * ({@link dev.lux.harness.cluster.Namespaces}), else all share the loopback interface. A cluster belongs to one thread,
 * but for its URLs, which any thread may ask for.
 */
@NullMarked
package dev.lux.harness.cluster;

import org.jspecify.annotations.NullMarked;
