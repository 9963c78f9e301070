/**
 * What one step of the hot path may cost: benchmarks of the parts that run for each write or each delivery, in one
 * process, with what they allocate held against a budget.
 *
 * <p>In: nothing. Out: a table of nanoseconds and bytes per operation. Times depend on the machine and are printed;
 * bytes don't, and are judged.
 */
@NullMarked
package dev.lux.harness.budget;

import org.jspecify.annotations.NullMarked;
