/**
 * Many workers, each with a leased document, of which some fall silent while an owner dies and a clock is wrong: who is
 * dead is to look dead, once and in time, and nobody else.
 *
 * <p>In: a {@link dev.lux.harness.lease.LeasePlan} and a cluster. Out: a {@link dev.lux.harness.lease.LeaseReport}. The
 * carriers of {@link dev.lux.harness.lease.Crowd} and the subscribers of {@link dev.lux.harness.lease.StaleWatch} have
 * threads of their own; what is judged is what they wrote down.
 */
@NullMarked
package dev.lux.harness.lease;

import org.jspecify.annotations.NullMarked;
