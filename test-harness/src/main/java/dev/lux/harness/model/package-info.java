/**
 * Random writes from many writers against a model so simple that it is right by reading.
 *
 * <p>In: a seed, a number of writes, a broker. Out: a list of violations, empty when every document, every version and
 * every reader was as the model says. Each writer and each watcher is one thread; they share only concurrent maps. The
 * model itself is pure and runs after the writers have ended: concurrent writes are put in order by the versions that
 * the broker acknowledged, and replayed.
 */
@NullMarked
package dev.lux.harness.model;

import org.jspecify.annotations.NullMarked;
