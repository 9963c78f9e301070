/**
 * Brings what this node learns to its streams, and decides what each stream is sent.
 *
 * <p>In: changes from the node's replica; subscriptions from streams. Out: frames, to sinks that can say that they are
 * full.
 *
 * <p>The way of a change: the replica hands it to each {@link dev.lux.subscription.Hub} that wants it, one per event
 * loop; the hub keeps the newest version
 * of each document that its streams watch and tells their {@link dev.lux.subscription.Outbox}es, once per turn; an outbox
 * writes as much as its sink takes and keeps the rest as at most one pending state per document.
 */
@NullMarked
package dev.lux.subscription;

import org.jspecify.annotations.NullMarked;
