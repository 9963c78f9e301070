/**
 * Believable producers for the use-case pages.
 *
 * <p>In: a seed. Out: {@link dev.lux.cli.demo.Script}, the same endless list of timed changes for the same seed; a
 * {@link dev.lux.cli.demo.Performance} plays it. The producers are values and their steps are functions of state and
 * randomness; only the performance knows a clock. One thread.
 */
@NullMarked
package dev.lux.cli.demo;

import org.jspecify.annotations.NullMarked;
