import type { Current } from './error.js';
import type { Json, JsonObject } from './json.js';

export type Ref = string | number;

/** A document as the broker tells of it. */
export interface Told {
  readonly id: string;
  readonly version: number;
  readonly data: Json;
  readonly at: string | undefined;
  readonly by: string | undefined;
}

/** The messages that a broker sends on a stream (PROTOCOL.md, Stream), after decoding. */
export type Frame =
  | (Told & { readonly type: 'state'; readonly skipped: number; readonly reset: boolean })
  | {
      readonly type: 'patch';
      readonly id: string;
      readonly version: number;
      /** The version that the patch makes this one of. */
      readonly base: number;
      /** RFC 7396. */
      readonly patch: JsonObject;
      readonly at: string | undefined;
      readonly by: string | undefined;
      readonly skipped: number;
    }
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
  | { readonly type: 'ack'; readonly ref: Ref | undefined; readonly id: string; readonly version: number }
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
