/**
 * What a stream is, whichever way it travels: the subscriptions of one client on this node.
 *
 * <p>In: requests to subscribe, from {@code websocket} and {@code sse}. Out: an outbox that the hub fills. Each stream
 * belongs to the event loop of its connection.
 */
@NullMarked
package dev.lux.stream;

import org.jspecify.annotations.NullMarked;
