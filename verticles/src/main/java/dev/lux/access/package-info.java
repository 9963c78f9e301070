/**
 * Who may: credentials to principals, and which pages may talk to the broker at all.
 *
 * <p>In: an {@code Authorization} value or a token, an {@code Origin}. Out: a {@link dev.lux.access.Principal}, or
 * nothing. Credentials are bearer tokens that a client must name in each request; they are never cookies, so a foreign
 * page has nothing that a browser would add for it. The check of origins is a second wall, not the first: it is what a
 * page under another name for this host (DNS rebinding) would pass, and it still would lack the key. Immutable, so
 * usable on any thread.
 */
@NullMarked
package dev.lux.access;

import org.jspecify.annotations.NullMarked;
