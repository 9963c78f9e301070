/**
 * JSON (RFC 8259) as bytes, and as trees where a patch or a guard needs one.
 *
 * <p>In: the bytes of a request. Out: the same bytes, proven valid and without insignificant white space
 * ({@link dev.lux.json.JsonText}, {@link dev.lux.json.JsonMembers}, {@link dev.lux.json.JsonElements}); or Jackson
 * trees with exact decimals ({@link dev.lux.json.JsonTree}) and what is done to them: {@link dev.lux.json.Pointer},
 * {@link dev.lux.json.MergePatch}, {@link dev.lux.json.JsonPatch}, {@link dev.lux.json.Guard}. Two states give the
 * patch between them ({@link dev.lux.json.MergeDiff}). What is refused comes
 * as a {@link dev.lux.error.LuxException} whose detail names a byte offset or an operation, never the payload.
 *
 * <p>Trees are treated as immutable: nothing here changes one that it was given, and results may share nodes with what
 * they were made from, so callers must not change them either. Everything is a pure function or an immutable value,
 * usable on any thread.
 */
@NullMarked
package dev.lux.json;

import org.jspecify.annotations.NullMarked;
