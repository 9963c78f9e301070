import type { Environment } from '../../src/environment.js';
import { LuxError } from '../../src/error.js';
import { applyMergePatch } from '../../src/merge-patch.js';
import type { Json } from '../../src/json.js';
import { createLux, type Lux } from '../../src/lux.js';
import { matches } from '../../src/pattern.js';
import { FakeClock } from './fake-clock.js';
import { FakeSocket } from './fake-socket.js';

export const ENDPOINT = 'http://broker.test/api/lux';
export const OPTIONS = { endpoint: ENDPOINT, apiKey: 'key' };

interface Stored {
  version: number;
  data: Json;
}

export interface Requested {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: { data?: Json; ifVersion?: number; guard?: unknown } | undefined;
}

type Reply = () => Response | Promise<Response>;

/** A broker in memory, its network and its clock: just enough of PROTOCOL.md, and obedient to the test. */
export class FakeServer {
  readonly clock = new FakeClock();
  readonly sockets: FakeSocket[] = [];
  readonly requests: Requested[] = [];
  readonly reported: unknown[] = [];
  readonly documents = new Map<string, Stored>();
  /** Answers that come before the broker's own, in order. */
  readonly replies: Reply[] = [];
  random = 0.5;
  online = true;
  /** False: sockets stay in connecting, and nothing is answered on them. */
  accepts = true;
  /** True: no request is ever answered. */
  hangs = false;
  /** False: writes are not pushed to the sockets. */
  pushes = true;
  /** False: puts on sockets are not answered. */
  acknowledges = true;
  /** Answers to puts on sockets, in order; acknowledgements when there are none. */
  readonly sessionErrors: { readonly code: string; readonly retry: boolean }[] = [];
  private version = 100;
  private keys = 0;
  private readonly onlineCalls = new Set<() => void>();

  readonly environment: Environment = {
    fetch: (url, init) => (this.hangs ? hanging(init.signal) : this.fetch(url, init)),
    connect: (url, protocols) => this.connect(url, protocols),
    now: this.clock.now,
    after: this.clock.after,
    random: () => this.random,
    newKey: () => `key-${++this.keys}`,
    online: () => this.online,
    onOnline: (call) => {
      this.onlineCalls.add(call);
      return () => this.onlineCalls.delete(call);
    },
    report: (error) => this.reported.push(error),
    base: () => undefined,
  };

  readonly sdk: Lux = createLux(this.environment);

  get socket(): FakeSocket {
    const last = this.sockets.at(-1);
    if (last === undefined) throw new Error('no socket was opened');
    return last;
  }

  cameOnline(): void {
    for (const call of this.onlineCalls) call();
  }

  /** Somebody else writes. */
  put(id: string, data: Json): number {
    const version = ++this.version;
    this.documents.set(id, { version, data });
    this.push(this.stateFrame(id));
    return version;
  }

  /** Somebody else patches, and the sockets are sent the patch. */
  patch(id: string, patch: Json): number {
    const base = this.documents.get(id);
    if (base === undefined) throw new Error(`no document ${id}`);
    const version = ++this.version;
    this.documents.set(id, { version, data: applyMergePatch(base.data, patch) });
    const meta = { at: '2026-06-17T22:18:09Z', by: 'patcher' };
    this.push({ type: 'patch', id, version, base: base.version, patch, meta });
    return version;
  }

  /** Somebody else deletes. */
  delete(id: string): number {
    const version = ++this.version;
    this.documents.delete(id);
    this.push({ type: 'gone', id, version, reason: 'deleted' });
    return version;
  }

  stateFrame(id: string): object {
    const stored = this.documents.get(id);
    if (stored === undefined) throw new Error(`no document ${id}`);
    return {
      type: 'state',
      id,
      version: stored.version,
      data: stored.data,
      meta: { at: '2026-06-17T22:17:58Z', by: 'dev' },
    };
  }

  push(frame: object): void {
    if (!this.pushes) return;
    for (const socket of this.sockets) if (socket.state === 'open') socket.tell(frame);
  }

  private connect(url: string, protocols: string[]): FakeSocket {
    const socket = new FakeSocket(url, protocols);
    this.sockets.push(socket);
    const own = /\/stream\/([^?]+)/.exec(url)?.[1];
    const since = new URL(url).searchParams.get('since');
    socket.onSaid = (message) => {
      if (!this.accepts) return;
      if (message['type'] === 'auth' && own !== undefined) {
        this.snapshot(socket, own, since === null ? {} : { [own]: Number(since) }, undefined);
      }
      if (message['type'] === 'subscribe') {
        this.snapshot(
          socket,
          String(message['match']),
          (message['since'] ?? {}) as Record<string, number>,
          message['ref'],
        );
      }
      if (message['type'] === 'put') this.session(socket, message);
      if (message['type'] === 'delete') this.delete(String(message['id']));
    };
    queueMicrotask(() => {
      if (this.accepts && socket.state === 'connecting') socket.open();
    });
    return socket;
  }

  /** Answers a session document's put, as the test wants it. */
  private session(socket: FakeSocket, { id, data, ref }: Record<string, unknown>): void {
    queueMicrotask(() => {
      if (socket.state !== 'open' || !this.acknowledges) return;
      const error = this.sessionErrors.shift();
      if (error === undefined) socket.tell({ type: 'ack', ref, id, version: this.put(String(id), data as Json) });
      else socket.tell({ type: 'error', ref, id, status: 403, detail: 'said so', ...error });
    });
  }

  private snapshot(socket: FakeSocket, match: string, since: Record<string, number>, ref: unknown): void {
    queueMicrotask(() => {
      if (socket.state !== 'open') return;
      const ids = [...this.documents.keys()].filter((id) => matches(match, id));
      for (const id of ids) if (this.documents.get(id)?.version !== since[id]) socket.tell(this.stateFrame(id));
      for (const id of Object.keys(since)) {
        if (!this.documents.has(id)) socket.tell({ type: 'gone', id, version: ++this.version, reason: 'deleted' });
      }
      socket.tell({ type: 'synced', ref, match, count: ids.length });
    });
  }

  private async fetch(url: string, init: RequestInit): Promise<Response> {
    await Promise.resolve();
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as Requested['body']) : undefined;
    const path = url.slice(ENDPOINT.length);
    const request = { method: init.method ?? 'GET', path, headers: init.headers as Record<string, string>, body };
    this.requests.push(request);
    const reply = this.replies.shift();
    return reply === undefined ? this.answer(request) : reply();
  }

  private answer({ method, path, body }: Requested): Response {
    if (method === 'GET' && path.startsWith('?')) return this.page(new URLSearchParams(path));
    const id = path.slice(1);
    const stored = this.documents.get(id);
    if (method === 'GET') return stored ? json(200, this.stateFrame(id)) : problem(404, { code: 'not_found' });
    if (body?.ifVersion !== undefined && body.ifVersion !== (stored?.version ?? 0)) {
      const current = stored ? { ...stored, meta: { at: '2026-06-17T22:17:58Z', by: 'other' } } : null;
      return problem(412, { code: 'version_conflict', current });
    }
    if (method === 'DELETE') {
      if (stored) this.delete(id);
      return new Response(null, { status: 204 });
    }
    const data = body?.data ?? null;
    const version = this.put(id, method === 'PUT' ? data : applyMergePatch(stored?.data, data));
    return json(stored ? 200 : 201, { id, version });
  }

  private page(query: URLSearchParams): Response {
    const after = query.get('after') ?? '';
    const ids = [...this.documents.keys()].filter((id) => matches(query.get('match') ?? '', id) && id > after).sort();
    const shown = ids.slice(0, 2);
    const documents = shown.map((id) => this.stateFrame(id));
    return json(200, { documents, count: shown.length, total: ids.length, next: ids.length > 2 ? shown.at(-1) : null });
  }
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers });
}

export function problem(status: number, body: object, headers: Record<string, string> = {}): Response {
  return json(
    status,
    { type: 'about:blank', title: 'x', status, detail: 'said so', retry: false, requestId: 'r-1', ...body },
    headers,
  );
}

export const networkFailure: Reply = () => Promise.reject(new TypeError('fetch failed'));

function hanging(signal: AbortSignal | null | undefined): Promise<Response> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => {
      reject(new DOMException('aborted', 'AbortError'));
    });
  });
}

/** The outcome of a promise, so that a rejection is not unhandled while the clock moves. */
export function outcome<V>(promise: Promise<V>): Promise<V | LuxError> {
  return promise.catch((error: unknown) => {
    if (error instanceof LuxError) return error;
    throw error;
  });
}
