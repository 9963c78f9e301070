/** The certificate that clients see: read at the start, and again whenever its files have changed. */
@NullMarked
package dev.lux.tls;

import org.jspecify.annotations.NullMarked;
