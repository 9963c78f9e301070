import { isObject, type Json, type JsonObject } from './json.js';

/**
 * JSON Merge Patch, RFC 7396 section 2. Members are kept in a Map on the way, so that one called `__proto__` is a
 * member like any other.
 */
export function applyMergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const result = new Map<string, Json>(isObject(target) ? Object.entries(target) : []);
  for (const [name, change] of Object.entries(patch)) {
    if (change === null) result.delete(name);
    else result.set(name, applyMergePatch(result.get(name), change));
  }
  return Object.fromEntries(result);
}

/**
 * The one patch that does what `first` and then `second` do, or undefined when there is none: where `first` puts a
 * value that is not an object, and `second` an object, only two patches can say "replace it, whatever it was".
 */
export function composeMergePatches(first: JsonObject, second: JsonObject): JsonObject | undefined {
  const result = new Map<string, Json>(Object.entries(first));
  for (const [name, change] of Object.entries(second)) {
    const before = result.get(name);
    if (before === undefined || !isObject(change)) {
      result.set(name, change);
    } else {
      const both = isObject(before) ? composeMergePatches(before, change) : undefined;
      if (both === undefined) return undefined;
      result.set(name, both);
    }
  }
  return Object.fromEntries(result);
}
