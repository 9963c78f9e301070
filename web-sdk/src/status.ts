import type { LuxError } from './error.js';

/** How a board stands with its broker. */
export type LuxStatus =
  /** Nothing was loaded yet, or `realtime: false`. */
  | { readonly kind: 'idle' }
  /** The first connection is being made, or its first snapshot has not ended. */
  | { readonly kind: 'connecting' }
  /** What is shown is what the broker has, and changes arrive. */
  | { readonly kind: 'live' }
  /** Connected, but what is shown may be old: after a reconnect until the snapshot ended, or when the broker says so. */
  | { readonly kind: 'stale'; readonly reason: 'resyncing' | 'owner_unreachable' }
  /** The connection is lost; the next try is at `retryAt` (milliseconds since 1970; undefined while one is under way). */
  | { readonly kind: 'offline'; readonly attempt: number; readonly retryAt: number | undefined }
  /** The broker said no, and asking again would not help. */
  | { readonly kind: 'refused'; readonly error: LuxError }
  /** `close()` was called. */
  | { readonly kind: 'closed' };

export function sameStatus(a: LuxStatus, b: LuxStatus): boolean {
  if (a.kind === 'stale' && b.kind === 'stale') return a.reason === b.reason;
  if (a.kind === 'offline' && b.kind === 'offline') return a.attempt === b.attempt && a.retryAt === b.retryAt;
  if (a.kind === 'refused' && b.kind === 'refused') return a.error === b.error;
  return a.kind === b.kind;
}
