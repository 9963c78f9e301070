/**
 * The one thing that owners, streams and hubs need of Vert.x beside messages: to run something later on their own event
 * loop. Behind a port, so that the same classes run under a simulated clock.
 */
@NullMarked
package dev.lux.loop;

import org.jspecify.annotations.NullMarked;
