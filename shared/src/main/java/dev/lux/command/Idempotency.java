package dev.lux.command;

import dev.lux.document.Digest;

/**
 * Names a write so that its repetition is answered, not applied.
 *
 * @param key digest of the principal and the client's key
 * @param request digest of everything that the request says
 */
public record Idempotency(Digest key, Digest request) {}
