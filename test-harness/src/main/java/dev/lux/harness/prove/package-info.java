/**
 * The proof of every use case: a write by the command line, one by curl, and the same text in a real browser.
 *
 * <p>In: the URL of a broker and a key. Out: a scorecard. Used by one thread.
 */
@NullMarked
package dev.lux.harness.prove;

import org.jspecify.annotations.NullMarked;
