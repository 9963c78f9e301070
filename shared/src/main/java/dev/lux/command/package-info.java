/**
 * What edges ask of owners, and the answers: immutable messages of a sealed set.
 *
 * <p>In: validated values. Out: the same, on the other side of the event bus. Usable on any thread.
 */
@NullMarked
package dev.lux.command;

import org.jspecify.annotations.NullMarked;
