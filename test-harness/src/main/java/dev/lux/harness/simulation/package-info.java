/**
 * The protocol between nodes under a simulated clock, network and store, on one thread: a run is a function of its seed.
 *
 * <p>The owners, replicas and writers are those of the broker ({@link dev.lux.owner.OwnerNode},
 * {@link dev.lux.replica.NodeReplica}, {@link dev.lux.route.WriteLanes}); only what stands behind their ports is
 * simulated. {@link dev.lux.harness.simulation.SimCluster} behaves as was measured of Hazelcast 5.7: who sees whom leave
 * and when, how copies are promoted and filled, what a split and a merge do.
 *
 * <p>{@link dev.lux.harness.simulation.Simulation} runs one seed; invariants are checked after every event that touches
 * them. Mutants ({@link dev.lux.harness.simulation.Mutant}) show that the checks can fail.
 */
@NullMarked
package dev.lux.harness.simulation;

import org.jspecify.annotations.NullMarked;
