/**
 * The JSON that travels between clients and edges: decoding of write messages, encoding of states.
 *
 * <p>In: the members of one JSON object ({@link dev.lux.json.JsonMembers}), or a state. Out: a validated
 * {@link dev.lux.command.Write}, or bytes in which {@code data} is the stored bytes, never serialized again. Pure, so
 * usable on any thread; a {@link dev.lux.wire.JsonBytes} belongs to whoever made it.
 */
@NullMarked
package dev.lux.wire;

import org.jspecify.annotations.NullMarked;
