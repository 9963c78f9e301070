/**
 * In: HTTP. From the bytes of a request to the owners, and from their answers to bytes.
 *
 * <p>In: requests of one event loop's connections. Out: calls to {@link dev.lux.route.Owners} and {@link
 * dev.lux.http.Polls}, and exactly one answer per request. The way of a request: {@link dev.lux.http.HttpEdge} (the
 * head), {@link dev.lux.http.ApiRoutes} (who may do what where), one of {@code DocumentReads}, {@code DocumentWrites},
 * {@code DocumentList}, {@code SeveralWrites}, and {@link dev.lux.http.Exchange} (the answer). Paths and queries are
 * read from the bytes that came, never from a normalized form of them. Everything belongs to its event loop.
 */
@NullMarked
package dev.lux.http;

import org.jspecify.annotations.NullMarked;
