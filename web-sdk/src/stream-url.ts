import { matches } from './pattern.js';

/** Where a stream is, and what the broker subscribes by itself because the URL says so (PROTOCOL.md, HTTP). */
export class StreamUrl {
  /** The ids and patterns that need no `subscribe` message. */
  readonly own: readonly string[];

  constructor(private readonly url: URL) {
    // The broker sends patches of large documents only, so there is nothing to be chosen.
    url.searchParams.set('delta', 'merge-patch');
    const inPath = /\/stream\/([^/]+)$/.exec(url.pathname)?.[1];
    this.own =
      inPath === undefined
        ? [...url.searchParams.getAll('match'), ...url.searchParams.getAll('id')]
        : [decodeURIComponent(inPath)];
  }

  /** From an HTTP endpoint: the same with `/stream`, as a WebSocket. A page's relative URLs are taken as well. */
  static of(endpoint: string, websocketUrl: string | undefined, base: string | undefined): StreamUrl {
    const url = new URL(websocketUrl ?? `${endpoint}/stream`, base);
    if (url.protocol === 'http:') url.protocol = 'ws:';
    if (url.protocol === 'https:') url.protocol = 'wss:';
    return new StreamUrl(url);
  }

  /** The one document that the URL is about, if it is about one. */
  get document(): string | undefined {
    return this.url.pathname.endsWith('/stream') ? undefined : this.own[0];
  }

  covers(pattern: string): boolean {
    return this.own.includes(pattern);
  }

  /** The URL to connect to, telling which version of its document is held already. */
  since(version: number | undefined): string {
    if (version === undefined) return this.url.href;
    const url = new URL(this.url);
    url.searchParams.set('since', String(version));
    return url.href;
  }
}

/** A `match` inside the pattern, small enough to ask for without cost: see watchdog.ts. */
export function smallMatch(pattern: string): string {
  const prefix = pattern.slice(0, -1);
  if (prefix === '') return 'lux-sdk-probe';
  const probe = `${prefix}~`;
  return probe.length <= 128 && matches(pattern, probe) ? probe : prefix;
}
