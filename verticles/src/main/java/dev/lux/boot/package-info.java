/**
 * Puts a broker together, starts and stops it.
 *
 * <p>In: the command line and the environment. Out: a running node, the line {@code ready URL} on standard output, an
 * exit code.
 */
@NullMarked
package dev.lux.boot;

import org.jspecify.annotations.NullMarked;
