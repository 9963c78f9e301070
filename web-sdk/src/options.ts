import type { LuxOptions } from './api.js';
import type { TokenSource } from './credential.js';
import type { Environment } from './environment.js';

/** Options that were checked and completed. */
export interface Settings {
  /** Absolute, without a slash at the end. */
  readonly endpoint: string;
  readonly websocketUrl: string | undefined;
  readonly token: TokenSource;
  readonly source: 'stream' | 'requests';
  readonly debounceMs: number;
}

const KNOWN: ReadonlySet<string> = new Set(['endpoint', 'websocketUrl', 'apiKey', 'token', 'realtime', 'debounce']);

/** Throws a TypeError that names what is wrong: it is a mistake in the page, not an event. */
export function settings(options: LuxOptions, environment: Pick<Environment, 'base'>): Settings {
  const unknown = Object.keys(options).find((key) => !KNOWN.has(key));
  if (unknown !== undefined) throw new TypeError(`lux: unknown option "${unknown}".`);
  const token = options.apiKey ?? options.token;
  if (token === undefined || token === '') throw new TypeError('lux: apiKey or token is needed.');
  const debounceMs = options.debounce ?? 0;
  if (!(debounceMs >= 0 && Number.isFinite(debounceMs)))
    throw new TypeError('lux: debounce is a number of milliseconds.');
  return {
    endpoint: absolute(options.endpoint ?? '/api/lux', environment.base()),
    websocketUrl: options.websocketUrl,
    token,
    source: options.realtime === false ? 'requests' : 'stream',
    debounceMs,
  };
}

function absolute(endpoint: string, base: string | undefined): string {
  try {
    return new URL(endpoint, base).href.replace(/\/+$/, '');
  } catch (cause) {
    throw new TypeError(`lux: "${endpoint}" is no URL of an endpoint.`, { cause });
  }
}
