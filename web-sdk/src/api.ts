import type { Answer, AskOptions } from './ask.js';
import type { Claim } from './claim.js';
import type { TokenSource } from './credential.js';
import type { Undo } from './environment.js';
import type { Stale } from './frame.js';
import type { Ack, Guard } from './http-client.js';
import type { LuxStatus } from './status.js';

/** How to reach a broker, and as whom. One of `apiKey` and `token` is needed. */
export interface LuxOptions {
  /** Such as `https://broker.example/api/lux`; in a page relative to it, `/api/lux` by default. */
  readonly endpoint?: string | undefined;
  /** Only when the stream is not at `endpoint` + `/stream`. A URL of one document (`…/stream/<id>`) is taken as it is. */
  readonly websocketUrl?: string | undefined;
  readonly apiKey?: TokenSource | undefined;
  readonly token?: TokenSource | undefined;
  /** False: no socket is ever opened; `load` asks once over HTTP. Default: true. */
  readonly realtime?: boolean | undefined;
  /** Milliseconds of quiet after which a held `patch` or `save` is sent; 5 times that at the most. Default: 0, at once. */
  readonly debounce?: number | undefined;
}

export interface WriteOptions {
  /** JSON Pointer to the values of which it must hold one now; `null` also matches an absent one. */
  readonly guard?: Guard | undefined;
  /** The version that the document must have now; 0: it must be absent. */
  readonly ifVersion?: number | undefined;
  /** 1 to 128 printable ASCII characters; generated when not given. */
  readonly idempotencyKey?: string | undefined;
  /** Such as `10m`: the document is deleted so long after this write. `null`: it is not. */
  readonly ttl?: string | null | undefined;
  /** Such as `15s`: who writes will be heard from so often, by writes with `holder` or heartbeats. `null`: no more. */
  readonly lease?: string | null | undefined;
  /** What becomes of the document when the lease runs out: `mark` (the default) makes it stale. */
  readonly onExpire?: 'mark' | 'delete' | undefined;
  /** As the acknowledgement of the write with the lease gave it. */
  readonly holder?: string | undefined;
}

/** A merge patch (RFC 7396) of a T: what is absent stays, `null` removes. */
export type Patch<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Patch<T[K]> | null }
    : T;

/** What is known about a state beside the state. Read when used: `ageMs`, `connected` and `live` are of that moment. */
export interface LuxMeta {
  /** 0 when the broker has told of none yet. */
  readonly version: number;
  /** When it was written, by the broker's clock (RFC 3339), and by whom. */
  readonly at: string | undefined;
  readonly by: string | undefined;
  /** The holder of the document's lease is silent: since when, why, and who wrote last. */
  readonly stale: Stale | undefined;
  readonly exists: boolean;
  /** The stream is open. */
  readonly connected: boolean;
  /** What is shown is what the broker has. */
  readonly live: boolean;
  /** A write from here is shown that the broker has not acknowledged yet. */
  readonly pending: boolean;
  /** At least so many states between the one before and this one were never sent here. */
  readonly skipped: number;
  /** Milliseconds since `at`, by the clock here; undefined without `at`. */
  readonly ageMs: number | undefined;
}

/** Somebody at a board. */
export interface Present<T = unknown> {
  /** One for each `join`, whatever it says. */
  readonly session: string;
  /** As they said it. */
  readonly state: T;
  /** Whose credential it was: what they say of themselves proves nothing. */
  readonly by: string | undefined;
  /** Said by this very object. */
  readonly mine: boolean;
}

/** Who is at a board: documents `presence:<board>:<session>` that last as long as their sockets. Needs rights on these. */
export interface Presence {
  /**
   * Says that somebody is here, such as `{ name, cursor }`, until `leave`, `close` or the end of the page; said again it
   * replaces what was said, and of what is said faster than the broker answers only the newest is sent. Resolves when
   * the broker has it; rejects when it refuses.
   */
  join(me: unknown): Promise<void>;
  leave(): void;
  /** Calls back with all who are here, in the order of their sessions, at once and at every change. */
  watch<T = unknown>(onChange: (present: readonly Present<T>[]) => void, onRefused?: (error: unknown) => void): Undo;
}

/** One document. `T` is the caller's word for its shape: the SDK does not check it. */
export interface LuxDocument<T = unknown> {
  readonly id: string;
  /** As known here, own writes under way included; undefined when absent or not known. Frozen. */
  readonly state: T | undefined;
  readonly meta: LuxMeta;
  readonly status: LuxStatus;
  readonly presence: Presence;
  /**
   * Starts to follow the document, and calls back with every state, the current one first; not when it is deleted (see
   * `subscribe`). Resolves when the current state is known, also when there is none; rejects when the broker refuses.
   */
  load(): Promise<void>;
  load(onState: (state: T, meta: LuxMeta) => void): Promise<void>;
  /** Changes the members that the patch names (RFC 7396). Shown at once, taken back if refused. */
  patch(patch: Patch<T>, options?: WriteOptions): Promise<Ack>;
  /** Replaces the document. Shown at once, taken back if refused. */
  save(state: T, options?: WriteOptions): Promise<Ack>;
  /** Replaces the document by what `change` makes of the newest state; asked again when somebody else was faster. */
  update(change: (state: T | undefined) => T, options?: Pick<WriteOptions, 'guard'>): Promise<Ack>;
  /**
   * Takes a field that nobody else has: `claim('/owner', 'operator-a')`. Of all who try at once one wins, and the others
   * are told who. Rejects when the broker refuses for another reason.
   */
  claim(pointer: string, who: string): Promise<Claim>;
  /**
   * Asks whoever looks, and waits for the answer: the question becomes `step`, `question` and `answer` of the document, as
   * by `lux ask`. The first answer counts. Rejects with `unanswered` when none came in time; the question is gone then.
   */
  ask(question: string, options?: AskOptions): Promise<Answer>;
  /** The holder of the document's lease is there; makes no version unless it clears `meta.stale`. */
  heartbeat(holder: string): Promise<Ack>;
  /** Deletes the document; fine when there is none. */
  remove(options?: WriteOptions): Promise<void>;
  /** Calls back with every state, and with undefined when the document is absent; at once with what is known. */
  subscribe(onChange: (state: T | undefined, meta: LuxMeta) => void): Undo;
  /** Calls back with every status, at once with the current one. */
  onStatus(onStatus: (status: LuxStatus) => void): Undo;
  /** Sends what is held by `debounce`, then lets go of everything. */
  close(): void;
}

export interface Item<T> {
  readonly id: string;
  readonly state: T;
  readonly meta: LuxMeta;
}

/** Why a collection's callback is called. */
export type Change =
  | { readonly kind: 'snapshot' }
  | { readonly kind: 'state'; readonly id: string }
  | { readonly kind: 'gone'; readonly id: string };

/** All documents that match a pattern. */
export interface LuxBoard<T = unknown> {
  readonly pattern: string;
  /** In id order. The same map is kept up to date: copy it to keep a moment. */
  readonly documents: ReadonlyMap<string, Item<T>>;
  readonly status: LuxStatus;
  readonly presence: Presence;
  /** Calls back when all documents are known, then at every change. Resolves and rejects as a board's `load`. */
  load(): Promise<void>;
  load(onChange: (documents: ReadonlyMap<string, Item<T>>, change: Change) => void): Promise<void>;
  patch(id: string, patch: Patch<T>, options?: WriteOptions): Promise<Ack>;
  save(id: string, state: T, options?: WriteOptions): Promise<Ack>;
  update(id: string, change: (state: T | undefined) => T, options?: Pick<WriteOptions, 'guard'>): Promise<Ack>;
  claim(id: string, pointer: string, who: string): Promise<Claim>;
  remove(id: string, options?: WriteOptions): Promise<void>;
  onStatus(onStatus: (status: LuxStatus) => void): Undo;
  close(): void;
}
