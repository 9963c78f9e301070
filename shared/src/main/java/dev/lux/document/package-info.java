/**
 * What a document is: its id, the patterns that match it, its committed record and the state that readers see.
 *
 * <p>In: strings and bytes that an edge has received or the store has kept. Out: immutable values. Pure, so usable on
 * any thread, except {@link dev.lux.document.PatternIndex}, which belongs to one.
 */
@NullMarked
package dev.lux.document;

import org.jspecify.annotations.NullMarked;
