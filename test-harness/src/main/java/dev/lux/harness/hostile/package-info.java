/**
 * Seeded hostile requests of many kinds, and the proof that they cost nobody else anything.
 *
 * <p>In: a seed, a number of requests, a broker. Out: a table of every kind with the answers that were seen, and a list
 * of violations: an unexpected answer, a changed document, a disturbed bystander, grown memory. A kind is data: a name,
 * its bytes from a random source, and the answers that the protocol page allows. The attacking threads share only the
 * tally.
 */
@NullMarked
package dev.lux.harness.hostile;

import org.jspecify.annotations.NullMarked;
