/**
 * How much a credential or an address may ask for in a second.
 *
 * <p>In: who asks, from where, for how much. Out: whether it may. Usable on any thread: the event loops of a node share
 * one {@link dev.lux.rates.Rates}.
 */
@NullMarked
package dev.lux.rates;

import org.jspecify.annotations.NullMarked;
