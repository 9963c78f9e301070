/** Time as a parameter. Usable on any thread. */
@NullMarked
package dev.lux.time;

import org.jspecify.annotations.NullMarked;
