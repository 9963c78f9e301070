package dev.lux.document;

/**
 * A write with an Idempotency-Key that was applied, kept beside the document to answer its repetition.
 *
 * @param key digest of principal and key
 * @param request digest of the request
 * @param version the version that the write made
 * @param outcome what the write did
 */
public record RememberedWrite(Digest key, Digest request, long version, WriteOutcome outcome) {}
