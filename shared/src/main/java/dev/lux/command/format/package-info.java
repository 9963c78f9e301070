/**
 * The messages between edges and owners as bytes, for the way from one node to another.
 *
 * <p>In: messages of {@link dev.lux.command}, or bytes that another node has sent. Out: the other of the two, or an
 * {@link java.lang.IllegalArgumentException} that says what is wrong with the bytes. Every message has exactly one form,
 * so bytes that are read and written again stay the same. Shape is checked, content is not: owners trust edges. Pure, so
 * usable on any thread.
 */
@NullMarked
package dev.lux.command.format;

import org.jspecify.annotations.NullMarked;
