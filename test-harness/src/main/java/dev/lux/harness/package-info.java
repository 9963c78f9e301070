/**
 * The commands that prove a running broker from outside: {@code prove}, {@code hostile} and {@code random-writes}.
 *
 * <p>In: a broker's URL and a key. Out: a report on stdout and an exit code. Everything goes through the client
 * contract alone ({@code shared/PROTOCOL.md}); nothing here knows the broker's classes but its error table. The tests
 * beside it start the same suites against a broker of their own. One thread per client, all blocking.
 */
@NullMarked
package dev.lux.harness;

import org.jspecify.annotations.NullMarked;
