@NullMarked
package dev.lux.boot;

import org.jspecify.annotations.NullMarked;
