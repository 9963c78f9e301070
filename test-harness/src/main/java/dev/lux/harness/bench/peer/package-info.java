/**
 * The servers that are compared: how each is configured, started and stopped, and what a writer and a subscriber say to
 * it.
 *
 * <p>In: the cores that it may use. Out: a process, an address, and bytes to send. The peers are Debian's packages; each
 * is set up for the newest state alone, as its manual describes.
 */
@NullMarked
package dev.lux.harness.bench.peer;

import org.jspecify.annotations.NullMarked;
