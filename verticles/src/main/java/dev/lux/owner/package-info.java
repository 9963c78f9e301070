/**
 * Decides and orders the writes of the documents whose shards this node serves.
 *
 * <p>In: {@link dev.lux.command.OwnerRequest} from edges, over the event bus. Out: commits to the store, then replies,
 * then updates to every edge with an interest; nothing is visible to anyone before its commit is acknowledged. Each
 * owner belongs to one event loop; its shards are those whose number modulo the number of owners is its own.
 *
 * <p>The way of a write: {@link dev.lux.owner.OwnerVerticle} receives it, {@link dev.lux.owner.DocumentCell} queues it,
 * {@link dev.lux.owner.WriteRules} decides (pure), {@link dev.lux.owner.Committer} commits under the acknowledgement
 * rule, {@link dev.lux.owner.FanOut} pushes.
 */
@NullMarked
package dev.lux.owner;

import org.jspecify.annotations.NullMarked;
