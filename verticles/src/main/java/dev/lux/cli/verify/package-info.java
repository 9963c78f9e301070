/**
 * Whether everybody holds the same: what was seen of each document at each who holds it, and what follows from that.
 *
 * <p>In: fingerprints, as nodes and readers gave them. Out: what differs. Pure; belongs to one thread.
 */
@NullMarked
package dev.lux.cli.verify;

import org.jspecify.annotations.NullMarked;
