package dev.lux.access;

/**
 * Who is behind a credential.
 *
 * @param name what {@code meta.by} shows
 */
public record Principal(String name) {}
