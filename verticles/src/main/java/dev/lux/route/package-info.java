/**
 * The way from an edge to the owners and back: which owner serves a shard, and the typed proxies for both directions.
 *
 * <p>In: validated commands. Out: replies, with lost messages, changed owners and repetitions already dealt with:
 * {@link dev.lux.route.WriteLanes} numbers writes so that each happens once. This is the only package that knows an
 * event-bus address. What belongs to a loop completes there.
 */
@NullMarked
package dev.lux.route;

import org.jspecify.annotations.NullMarked;
