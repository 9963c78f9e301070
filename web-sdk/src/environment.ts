/** The part of a WebSocket that is used; browsers' and the `ws` package's both have it. */
export interface Socket {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number }) => void) | null;
  onerror: ((event: never) => void) | null;
  send(text: string): void;
  close(code?: number): void;
}

export type Undo = () => void;

/** Everything outside: the network, time, chance. Tests bring their own. */
export interface Environment {
  fetch(url: string, init: RequestInit): Promise<Response>;
  connect(url: string, protocols: string[]): Socket;
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls once after so many milliseconds, unless undone. */
  after(milliseconds: number, call: () => void): Undo;
  /** From 0 up to but not including 1. */
  random(): number;
  /** A new Idempotency-Key. */
  newKey(): string;
  /** False only when the machine knows that it has no network. */
  online(): boolean;
  /** Calls whenever the machine gets its network back. */
  onOnline(call: () => void): Undo;
  /** Takes what a page's callback threw: shown as an uncaught error, and the SDK goes on. */
  report(error: unknown): void;
  /** What relative URLs are relative to; undefined outside of pages. */
  base(): string | undefined;
}

/** The real outside. Looked up at each call, so that a page or a test may replace a global. */
export const environment: Environment = {
  fetch: (url, init) => fetch(url, init),
  connect: (url, protocols) => {
    if (typeof WebSocket === 'undefined') {
      throw new TypeError(
        "This runtime has no WebSocket. On Node before 22: globalThis.WebSocket = (await import('ws')).WebSocket",
      );
    }
    return new WebSocket(url, protocols) as Socket;
  },
  now: () => Date.now(),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
  random: () => Math.random(),
  newKey: () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  },
  online: () => (globalThis.navigator as Navigator | undefined)?.onLine !== false,
  onOnline: (call) => {
    if (typeof addEventListener !== 'function') return () => undefined;
    addEventListener('online', call);
    return () => {
      removeEventListener('online', call);
    };
  },
  report: (error) => {
    if (typeof reportError === 'function') reportError(error);
    else
      queueMicrotask(() => {
        throw error;
      });
  },
  base: () => (globalThis.location as Location | undefined)?.href,
};
