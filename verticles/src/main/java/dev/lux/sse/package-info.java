/**
 * Streams as Server-Sent Events (WHATWG HTML, section 9.2).
 *
 * <p>In: GET requests with a credential. Out: events whose data is a frame of the protocol. Each belongs to the event
 * loop of its connection.
 */
@NullMarked
package dev.lux.sse;

import org.jspecify.annotations.NullMarked;
