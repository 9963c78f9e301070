/**
 * Where a node is between its start and its stop, and whether it knows its cluster, and what it therefore takes.
 *
 * <p>In: {@code boot} moves it on. Out: {@code http}, {@code websocket} and {@code admin} ask, on any thread.
 */
@NullMarked
package dev.lux.lifecycle;

import org.jspecify.annotations.NullMarked;
