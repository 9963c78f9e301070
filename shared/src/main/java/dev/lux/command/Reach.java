package dev.lux.command;

import dev.lux.json.Part;

/**
 * What of a document a write may know and change, when that is not everything. For its writer the document is what it
 * sees of it, and nothing else: so nothing that becomes of the write tells of what it does not see, and that stays as it
 * is.
 *
 * @param sees what the write is applied to
 * @param changes what of that it may change
 */
public record Reach(Part sees, Part changes) {}
