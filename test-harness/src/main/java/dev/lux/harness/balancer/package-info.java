/**
 * The load balancers that {@code cluster-config/balancer} configures, as real programs in front of some nodes.
 *
 * <p>In: the configuration as shipped, and addresses of nodes. Out: one URL for clients. Everything but the addresses is
 * used as an operator gets it. One thread per object.
 */
@NullMarked
package dev.lux.harness.balancer;

import org.jspecify.annotations.NullMarked;
