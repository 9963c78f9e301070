package dev.lux.document;

/**
 * A promise to be heard from.
 *
 * @param holder who gave it
 * @param millis how long it may be silent
 * @param onExpire what becomes of the document then
 */
public record Lease(HolderToken holder, long millis, OnExpire onExpire) {}
