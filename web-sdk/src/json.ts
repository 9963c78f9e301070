/** A JSON value (RFC 8259), as `JSON.parse` gives it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [member: string]: Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The value as the broker will see it: a private copy, so that the caller may go on changing the original.
 * Throws a TypeError for what JSON can't say at all (`undefined`, a function, a cycle).
 */
export function toJson(value: unknown): Json {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError('This value has no JSON form.');
  return JSON.parse(text) as Json;
}

/** Freezes a value in depth: what was confirmed by the broker is never changed by a page's mistake. */
export function freeze<V extends Json>(value: V): V {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) freeze(member);
  }
  return value;
}
