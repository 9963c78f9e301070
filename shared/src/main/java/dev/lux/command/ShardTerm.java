package dev.lux.command;

/** A shard, and the term under which the owner that says so serves it. */
public record ShardTerm(int shard, long term) {}
