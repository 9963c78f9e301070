/**
 * Judges what clients saw of a broker under faults: one checker for each promise, and a verdict over all.
 *
 * <p>In: a {@link dev.lux.harness.check.history.Recorded} history, of real clients or of a simulation. Out: {@link
 * dev.lux.harness.check.Violation}s and a report. Checkers are pure and know the client contract alone
 * ({@code shared/PROTOCOL.md}); any thread, none shares anything. The names of the invariants I1 to I7:
 *
 * <ul>
 *   <li>I1 and I6, an acknowledged write survives: {@link dev.lux.harness.check.SurvivalChecker}, {@link
 *       dev.lux.harness.check.ContentChecker}
 *   <li>I2, versions only rise for everyone: {@link dev.lux.harness.check.ReaderChecker}, {@link
 *       dev.lux.harness.check.SessionChecker}
 *   <li>I3, subscribers converge: {@link dev.lux.harness.check.ConvergenceChecker}, {@link
 *       dev.lux.harness.check.KeepUpChecker}
 *   <li>I4, conditional writes are linearizable per document: {@link dev.lux.harness.check.LinearizabilityChecker}
 *   <li>I5, a minority acknowledges nothing: {@link dev.lux.harness.check.MinorityChecker}
 *   <li>I7, memory is bounded: {@link dev.lux.harness.check.MemoryChecker}
 * </ul>
 *
 * <p>{@link dev.lux.harness.check.HardnessChecker} refuses a history that proves nothing because nothing happened in it.
 */
@NullMarked
package dev.lux.harness.check;

import org.jspecify.annotations.NullMarked;
