/**
 * The port between owners and replication: what an owner needs of the store, in words.
 *
 * <p>In: keys and record bytes. Out: results of compare-and-set. Implemented in cluster-config on Hazelcast; a
 * simulation may implement it too. Calls may come from any event loop; completions may come on any thread.
 */
@NullMarked
package dev.lux.store;

import org.jspecify.annotations.NullMarked;
