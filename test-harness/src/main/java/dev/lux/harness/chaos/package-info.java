/**
 * Runs of a cluster under load and faults, judged.
 *
 * <p>In: a plan with a seed, a cluster, and a {@link dev.lux.harness.chaos.FaultSource}. Out: a verdict, and a folder with
 * the history, the verdict, a table and a picture. One thread breaks and mends; the clients of {@link
 * dev.lux.harness.load.Load} have their own. What is told of a run is computed from its history alone, so that it can be
 * computed again from the file.
 */
@NullMarked
package dev.lux.harness.chaos;

import org.jspecify.annotations.NullMarked;
