/**
 * A real Chromium, driven through a small script of Node (browser/driver.mjs) and playwright-core.
 *
 * <p>In: commands. Out: what the page shows, and when. Used by one thread.
 */
@NullMarked
package dev.lux.harness.browser;

import org.jspecify.annotations.NullMarked;
