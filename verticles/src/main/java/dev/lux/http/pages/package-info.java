/**
 * What browsers load: the SDK and the pages, from the class path into memory at start.
 *
 * <p>In: a folder on the class path. Out: routes. Immutable after start, so usable on any thread.
 */
@NullMarked
package dev.lux.http.pages;

import org.jspecify.annotations.NullMarked;
