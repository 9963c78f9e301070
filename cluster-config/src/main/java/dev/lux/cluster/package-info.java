@NullMarked
package dev.lux.cluster;

import org.jspecify.annotations.NullMarked;
