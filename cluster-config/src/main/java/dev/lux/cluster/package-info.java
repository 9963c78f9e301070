/**
 * Who is in the cluster, and the store on it. The only package that imports {@code com.hazelcast}.
 *
 * <p>In: typed settings. Out: a clustered Vert.x and a {@link dev.lux.store.Store}. Store calls come from event loops;
 * its completions come on threads of Hazelcast, never on an event loop.
 */
@NullMarked
package dev.lux.cluster;

import org.jspecify.annotations.NullMarked;
