import { LuxError, type LuxMeta, type LuxStatus } from '/lux.js';
import type { Doc } from './doc.js';
import type { Phase } from './phase.js';

/** Where this broker answers, and the key of this tab. */
export function connection(key: string): {
  readonly endpoint: string;
  readonly apiKey: string;
  readonly realtime: true;
} {
  return { endpoint: `${location.origin}/api/lux`, apiKey: key, realtime: true };
}

export function phaseOf(status: LuxStatus): Phase {
  switch (status.kind) {
    case 'idle':
    case 'connecting':
    case 'closed':
      return { kind: 'connecting' };
    case 'live':
      return { kind: 'live' };
    case 'stale':
      return { kind: 'stale' };
    case 'offline':
      return { kind: 'reconnecting' };
    case 'refused':
      return refusedBy(status.error);
  }
}

export function refusedBy(error: unknown): Phase {
  const unauthorized = error instanceof LuxError && error.code === 'unauthorized';
  return { kind: 'refused', unauthorized, detail: sentence(error) };
}

export function docOf(id: string, state: unknown, meta: LuxMeta): Doc {
  return { id, state, version: meta.version, at: meta.at ?? '', by: meta.by ?? '', stale: meta.stale };
}

/** What stood in the way of a conditional write; nothing when the failure was another one. */
export interface Conflict {
  /** `null` when the document is gone. */
  readonly current: {
    readonly state: unknown;
    readonly version: number;
    readonly at: string;
    readonly by: string;
  } | null;
}

export function conflictOf(error: unknown): Conflict | undefined {
  if (!(error instanceof LuxError) || error.status !== 412) return undefined;
  const current = error.current;
  if (current === null || current === undefined) return { current: null };
  return {
    current: { state: current.data, version: current.version, at: current.meta.at ?? '', by: current.meta.by ?? '' },
  };
}

export function sentence(error: unknown): string {
  if (error instanceof LuxError) return error.detail === '' ? error.code : error.detail;
  return error instanceof Error ? error.message : String(error);
}
