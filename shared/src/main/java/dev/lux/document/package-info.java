@NullMarked
package dev.lux.document;

import org.jspecify.annotations.NullMarked;
