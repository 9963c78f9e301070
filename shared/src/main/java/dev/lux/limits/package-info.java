/** The limits of a node, each with its default, unit and outcome. Immutable, so usable on any thread. */
@NullMarked
package dev.lux.limits;

import org.jspecify.annotations.NullMarked;
