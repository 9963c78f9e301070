/**
 * The one table of errors and the one table of close codes.
 *
 * <p>In: nothing. Out: {@link dev.lux.error.ErrorCode}, {@link dev.lux.error.CloseCode} and the one exception
 * {@link dev.lux.error.LuxException}, which each edge translates once (HTTP: problem+json, stream: error frame).
 * Immutable, so usable on any thread.
 */
@NullMarked
package dev.lux.error;

import org.jspecify.annotations.NullMarked;
