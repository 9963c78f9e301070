/**
 * Clients as applications are, all of them recorded: writers that ask again until they know, readers, subscribers that
 * come back where they left off.
 *
 * <p>In: where the nodes are, how much load, and a {@link dev.lux.harness.check.history.History}. Out: what the clients
 * saw, in that history, and a list of answers that no client should ever get. Each client is a thread of its own; they
 * share {@link dev.lux.harness.load.Books} and the {@link dev.lux.harness.load.Gate} that makes it quiet. Knows nothing
 * of faults and of judging.
 */
@NullMarked
package dev.lux.harness.load;

import org.jspecify.annotations.NullMarked;
