import type { Current } from './error.js';
import type { Json, JsonObject } from './json.js';

export type Ref = string | number;

/** That the holder of a document's lease was not heard from in time. */
export interface Stale {
  /** By the broker's clock (RFC 3339). */
  readonly since: string;
  /** `lease`. */
  readonly reason: string;
  /** Who wrote the last state before. */
  readonly by: string;
}

/** What the broker says of a state beside the state. */
export interface Written {
  readonly at: string | undefined;
  readonly by: string | undefined;
  readonly stale: Stale | undefined;
}

/** A document as the broker tells of it. */
export interface Told extends Written {
  readonly id: string;
  readonly version: number;
  readonly data: Json;
}

/** The messages that a broker sends on a stream (PROTOCOL.md, Stream), after decoding. */
export type Frame =
  | (Told & { readonly type: 'state'; readonly skipped: number; readonly reset: boolean })
  | (Written & {
      readonly type: 'patch';
      readonly id: string;
      readonly version: number;
      /** The version that the patch makes this one of. */
      readonly base: number;
      /** RFC 7396. */
      readonly patch: JsonObject;
      readonly skipped: number;
    })
  | {
      readonly type: 'gone';
      readonly id: string;
      readonly version: number;
      readonly reason: string;
      readonly skipped: number;
      readonly reset: boolean;
    }
  | { readonly type: 'synced'; readonly ref: Ref | undefined; readonly match: string; readonly count: number }
  | { readonly type: 'status'; readonly live: boolean; readonly match: string }
  | {
      readonly type: 'ack';
      readonly ref: Ref | undefined;
      readonly id: string;
      readonly version: number;
      readonly holder: string | undefined;
    }
  | {
      readonly type: 'error';
      readonly ref: Ref | undefined;
      readonly code: string;
      readonly status: number;
      readonly detail: string;
      readonly retry: boolean;
      readonly id: string | undefined;
      readonly current: Current | null | undefined;
      readonly failedGuards: readonly string[];
    }
  | { readonly type: 'bye'; readonly code: string; readonly reconnectAfterMs: number };
