/**
 * What this node has of the documents that its streams want: a small replica, fed by the owners of their shards.
 *
 * <p>In: interest, from audiences of every event loop; updates and beacons from owners. Out: changes, to the audiences
 * that want them; registrations, to owners. Runs on one event loop of the node.
 *
 * <p>{@link dev.lux.replica.NodeReplica} is the face; {@link dev.lux.replica.Followers} keeps every shard of interest
 * registered at whoever owns it and repairs what was lost ({@link dev.lux.replica.ShardFollower} has the states,
 * {@link dev.lux.replica.Registrations} the messages);
 * {@link dev.lux.replica.OwnerLink} follows one owner's stream; {@link dev.lux.replica.Replica} holds the newest states.
 */
@NullMarked
package dev.lux.replica;

import org.jspecify.annotations.NullMarked;
