import type { LuxMeta } from './api.js';
import type { Environment } from './environment.js';
import type { View } from './local-document.js';
import type { LuxStatus } from './status.js';

/** How the stream stands, asked when it is needed. */
export interface Standing {
  readonly status: LuxStatus;
  readonly connected: boolean;
}

export function metaOf(view: View, standing: Standing, environment: Pick<Environment, 'now'>): LuxMeta {
  return {
    version: view.version,
    at: view.at,
    by: view.by,
    stale: view.stale,
    exists: view.data !== undefined,
    pending: view.pending,
    skipped: view.skipped,
    get connected() {
      return standing.connected;
    },
    get live() {
      return standing.status.kind === 'live';
    },
    get ageMs() {
      return view.at === undefined ? undefined : Math.max(0, environment.now() - Date.parse(view.at));
    },
  };
}
