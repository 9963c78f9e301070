/**
 * What clients saw of a broker, kept as an artefact: the calls and their outcomes, the frames of every subscriber, the
 * faults, the quiet points, samples of memory.
 *
 * <p>In: the recording calls of {@link dev.lux.harness.check.history.History}, from any thread. Out: JSON lines in a
 * file (or a list in memory), and the same read back as {@link dev.lux.harness.check.history.Recorded}, which the
 * checkers look at. Times are nanoseconds of one monotonic clock since the history began; a history is of one process.
 */
@NullMarked
package dev.lux.harness.check.history;

import org.jspecify.annotations.NullMarked;
