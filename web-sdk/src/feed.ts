import type { Undo } from './environment.js';
import type { Sessions } from './sessions.js';
import type { LuxStatus } from './status.js';

/** Where confirmed states come from. */
export interface Feed {
  /** Starts to follow what matches; several may follow the same. */
  open(pattern: string): Subscription;
  /** Whether what is held of this document is up to date. */
  follows(id: string): boolean;
  /** A delete of ours was acknowledged. */
  removed(id: string): void;
  /** Whether the broker refused for good: a new board needs a new feed. */
  readonly refused: boolean;
  /** The documents that last as long as the socket; undefined where there is none. */
  readonly sessions: Sessions | undefined;
}

export interface Subscription {
  readonly status: LuxStatus;
  readonly connected: boolean;
  onStatus(call: (status: LuxStatus) => void): Undo;
  /** Resolves when all that matches is known; rejects when the broker refuses or when this is closed. */
  ready(): Promise<void>;
  close(): void;
}
