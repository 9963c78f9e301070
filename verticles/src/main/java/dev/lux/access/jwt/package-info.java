/**
 * JSON Web Tokens (RFC 7519) as credentials, by the rules of RFC 8725.
 *
 * <p>In: a token, and keys from files. Out: a {@link dev.lux.access.Principal}, or nothing.
 *
 * <p>What a token says of itself is read here, strictly, before anything is computed: which key may have signed it is
 * decided by the configured keys, each of which has one algorithm, never by the token. Signatures are verified by
 * vertx-auth-jwt, one verifier per key. Tokens that were verified are remembered by digest until they expire. Usable on
 * any thread.
 */
@NullMarked
package dev.lux.access.jwt;

import org.jspecify.annotations.NullMarked;
