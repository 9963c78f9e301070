/**
 * Clients that are independent of the broker's own code, down to the bytes: HTTP by hand for malformed and pipelined
 * requests, a WebSocket that can stop reading, Server-Sent Events.
 *
 * <p>In: requests, raw or proper. Out: {@link dev.lux.harness.client.Reply} and JSON frames. Each connection belongs
 * to the thread that uses it; reads block up to a given time.
 */
@NullMarked
package dev.lux.harness.client;

import org.jspecify.annotations.NullMarked;
