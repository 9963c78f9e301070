/**
 * Fuzzing: every reader of what comes from outside, in one process, fed with damaged inputs.
 *
 * <p>In: {@link dev.lux.harness.fuzz.FuzzTarget targets}, each with valid inputs to begin with and what must hold of any
 * input; a seed and a time. Out: a report, and a file for each input of which something did not hold. What an input came
 * to guides which are damaged further. One thread per run.
 */
@NullMarked
package dev.lux.harness.fuzz;

import org.jspecify.annotations.NullMarked;
