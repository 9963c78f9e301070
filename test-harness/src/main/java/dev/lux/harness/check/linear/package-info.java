/**
 * Whether the calls on one document can be put in one order: linearizability (Herlihy and Wing 1990) with outcomes that
 * may be unknown.
 *
 * <p>In: the calls of one document and the first sighting of each of its versions by a subscriber. Out: nothing, or an
 * explanation. Pure; any thread.
 *
 * <p>The search is that of Wing and Gong ("Testing and Verifying Concurrent Objects", J. Parallel and Distributed
 * Computing 17, 1993): take an operation that nothing forces to be later, apply it to the model, go on, step back when
 * stuck. As in Lowe ("Testing for linearizability", Concurrency and Computation 29(4), 2017) what was visited is
 * remembered and not entered again. Each document is checked for itself, which is enough by P-compositionality (Horn
 * and Kroening, "Faster linearizability checking via P-compositionality", FORTE 2015).
 *
 * <p>What makes it fast is that versions rise: whatever named a version has its place among all that named others, so
 * that, as with a known write order (Gibbons and Korach, "Testing shared memories", SIAM J. Computing 26(4), 1997),
 * nothing is left to try but where writes of unknown outcome took effect. See {@link dev.lux.harness.check.linear.Search}.
 */
@NullMarked
package dev.lux.harness.check.linear;

import org.jspecify.annotations.NullMarked;
