import type { LuxDocument, LuxBoard, LuxOptions } from './api.js';
import { environment } from './environment.js';
import { createLux } from './lux.js';

export type {
  LuxDocument,
  Change,
  LuxBoard,
  Item,
  LuxOptions,
  LuxMeta,
  Patch,
  Presence,
  Present,
  WriteOptions,
} from './api.js';
export type { Answer, AskOptions } from './ask.js';
export type { Claim } from './claim.js';
export type { TokenSource } from './credential.js';
export type { Undo } from './environment.js';
export { LuxError, type Current, type Problem } from './error.js';
export type { Ack, Guard } from './http-client.js';
export type { Stale } from './frame.js';
export type { Json, JsonObject } from './json.js';
export type { LuxStatus } from './status.js';

const here = /* @__PURE__ */ createLux(environment);

/** One document of a broker, live: see LuxDocument. */
export function lux<T = unknown>(id: string, options?: LuxOptions): LuxDocument<T> {
  return here.lux<T>(id, options);
}

/** All documents of a broker that match a pattern such as `incident-*`, live: see LuxBoard. */
export function luxBoard<T = unknown>(pattern: string, options?: LuxOptions): LuxBoard<T> {
  return here.luxBoard<T>(pattern, options);
}
