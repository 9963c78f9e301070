@NullMarked
package dev.lux.harness;

import org.jspecify.annotations.NullMarked;
