import type { Board, Collection, LuxOptions } from './api.js';
import { environment } from './environment.js';
import type { Json } from './json.js';
import { createLux } from './lux.js';

export type { Board, Change, Collection, Item, LuxOptions, Meta, Patch, WriteOptions } from './api.js';
export type { TokenSource } from './credential.js';
export type { Undo } from './environment.js';
export { LuxError, type Current, type Problem } from './error.js';
export type { Ack, Guard } from './http-client.js';
export type { Json, JsonObject } from './json.js';
export type { Status } from './status.js';

const here = /* @__PURE__ */ createLux(environment);

/** One document of a broker, live: see Board. */
export function lux<T = Json>(id: string, options?: LuxOptions): Board<T> {
  return here.lux<T>(id, options);
}

/** All documents of a broker that match a pattern such as `incident-*`, live: see Collection. */
export function luxBoard<T = Json>(pattern: string, options?: LuxOptions): Collection<T> {
  return here.luxBoard<T>(pattern, options);
}
