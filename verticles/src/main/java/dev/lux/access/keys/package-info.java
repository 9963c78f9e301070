/**
 * API keys: who has one, what it allows, until when.
 *
 * <p>In: a file that {@code lux key} writes and the broker reads again when it changes, and what other nodes say of theirs.
 * Out: principals, and what to tell others ({@link dev.lux.access.keys.ClusterKeys}).
 *
 * <p>A key has 256 random bits, so it can't be guessed, and one round of SHA-256 is all that its hash needs: a slow hash,
 * as for passwords, would only make each request slow. Who reads the file learns no key. Usable on any thread; reading
 * files blocks and is done on worker threads. No Vert.x but in {@link dev.lux.access.keys.KeyFileWatch}, since the
 * command line uses the rest.
 */
@NullMarked
package dev.lux.access.keys;

import org.jspecify.annotations.NullMarked;
