/**
 * Streams over WebSocket (RFC 6455).
 *
 * <p>In: upgrade requests and text messages. Out: frames, written to Netty directly so that they are encoded once and
 * flushed once per turn. Each socket belongs to the event loop of its connection.
 */
@NullMarked
package dev.lux.websocket;

import org.jspecify.annotations.NullMarked;
