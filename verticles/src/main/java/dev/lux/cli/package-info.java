/**
 * The client commands of {@code lux}: put, get, patch, delete, ls, watch, status, verify, demo; and
 * those that ask no broker: key, token.
 *
 * <p>In: arguments, {@code LUX_URL}, {@code LUX_API_KEY}, standard input. Out: what the broker said, on standard output
 * as one JSON object per line when that is not a terminal and for reading when it is; an {@link dev.lux.cli.ExitCode}.
 * Everything runs on the main thread; only the JDK's own socket threads are beside it. No Vert.x and no Hazelcast, so
 * that a command starts fast.
 */
@NullMarked
package dev.lux.cli;

import org.jspecify.annotations.NullMarked;
