/**
 * The faults that are made on a {@link dev.lux.harness.cluster.LuxCluster}: each breaks something real, shows that it is
 * broken, and undoes it.
 *
 * <p>In: a cluster and which of its nodes. Out: a {@link dev.lux.harness.fault.Disturbance}. Knows nothing of load and
 * of judging.
 */
@NullMarked
package dev.lux.harness.fault;

import org.jspecify.annotations.NullMarked;
