/**
 * The way from an edge to the owners: which owner serves a document, and the typed proxy that asks it.
 *
 * <p>In: validated commands. Out: replies, with {@code moved} and lost messages already dealt with. This is the only
 * package that knows an event-bus address. Futures complete on the caller's context.
 */
@NullMarked
package dev.lux.route;

import org.jspecify.annotations.NullMarked;
