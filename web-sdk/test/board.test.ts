import { describe, expect, it } from 'vitest';
import type { LuxMeta } from '../src/api.js';
import { settled } from './support/fake-clock.js';
import { ENDPOINT, FakeServer, OPTIONS } from './support/fake-server.js';

describe('load', () => {
  it('calls back with the current state before it resolves, then with every change', async () => {
    const server = new FakeServer();
    server.put('dashboard-main', { value: 42 });
    const board = server.sdk.lux('dashboard-main', OPTIONS);
    const seen: unknown[] = [];
    await board.load((state) => seen.push(state));
    expect(seen).toEqual([{ value: 42 }]);
    server.put('dashboard-main', { value: 43 });
    expect(seen).toEqual([{ value: 42 }, { value: 43 }]);
  });

  it('resolves without a call when there is no document, and calls when there is one', async () => {
    const server = new FakeServer();
    const board = server.sdk.lux('a', OPTIONS);
    const seen: unknown[] = [];
    await board.load((state) => seen.push(state));
    expect([seen, board.meta.exists]).toEqual([[], false]);
    server.put('a', 1);
    expect(seen).toEqual([1]);
  });

  it('is not called when the document is deleted; subscribe is', async () => {
    const server = new FakeServer();
    server.put('a', 1);
    const board = server.sdk.lux('a', OPTIONS);
    const loaded: unknown[] = [];
    const subscribed: unknown[] = [];
    await board.load((state) => loaded.push(state));
    board.subscribe((state) => subscribed.push(state));
    server.delete('a');
    expect([loaded, subscribed]).toEqual([[1], [1, undefined]]);
  });

  it('a second time calls back at once with what is known', async () => {
    const server = new FakeServer();
    server.put('a', 1);
    const board = server.sdk.lux('a', OPTIONS);
    await board.load();
    const seen: unknown[] = [];
    await board.load((state) => seen.push(state));
    expect([seen, server.sockets.length, server.socket.subscribed]).toEqual([[1], 1, ['a']]);
  });

  it('waits through connections that fail', async () => {
    const server = new FakeServer();
    server.put('a', 1);
    server.accepts = false;
    const board = server.sdk.lux('a', OPTIONS);
    let loaded = false;
    void board.load().then(() => (loaded = true));
    await settled();
    server.socket.end(1006);
    await settled();
    expect(loaded).toBe(false);
    server.accepts = true;
    await server.clock.advance(250);
    expect(loaded).toBe(true);
  });

  it('rejects when the board is closed meanwhile', async () => {
    const server = new FakeServer();
    server.accepts = false;
    const board = server.sdk.lux('a', OPTIONS);
    const load = board.load();
    board.close();
    await expect(load).rejects.toMatchObject({ code: 'closed' });
    await expect(board.load()).rejects.toMatchObject({ code: 'closed' });
    await expect(board.patch({})).rejects.toMatchObject({ code: 'closed' });
  });

  it('survives a callback that throws, and others are called all the same', async () => {
    const server = new FakeServer();
    server.put('a', 1);
    const board = server.sdk.lux('a', OPTIONS);
    const mistake = new Error("the page's");
    const seen: unknown[] = [];
    await board.load(() => {
      throw mistake;
    });
    await board.load((state) => seen.push(state));
    server.put('a', 2);
    expect([seen, server.reported]).toEqual([
      [1, 2],
      [mistake, mistake],
    ]);
  });
});

describe('meta', () => {
  it('tells version, writer, age and how the stream stands', async () => {
    const server = new FakeServer();
    const version = server.put('a', 1);
    const board = server.sdk.lux('a', OPTIONS);
    let meta: LuxMeta | undefined;
    await board.load((_state, told) => (meta = told));
    expect(meta).toEqual({
      version,
      at: '2026-06-17T22:17:58Z',
      by: 'dev',
      exists: true,
      connected: true,
      live: true,
      pending: false,
      skipped: 0,
      ageMs: 2_000,
    });
    await server.clock.advance(500);
    server.socket.end(1006);
    expect(meta).toMatchObject({ ageMs: 2_500, connected: false, live: false });
  });

  it('says since when, why and after whom a document is stale', async () => {
    const server = new FakeServer();
    server.put('a', 1);
    const board = server.sdk.lux('a', OPTIONS);
    await board.load();
    expect(board.meta.stale).toBeUndefined();
    const stale = { since: '2026-06-17T22:18:15Z', reason: 'lease', by: 'agent-1' };
    server.push({ ...server.stateFrame('a'), version: 500, meta: { at: '2026-06-17T22:18:15Z', by: 'lux', stale } });
    expect(board.meta).toMatchObject({ version: 500, by: 'lux', stale });
    expect(board.state).toBe(1);
    server.push({ ...server.stateFrame('a'), version: 501 });
    expect(board.meta.stale).toBeUndefined();
  });

  it('before anything is known says so', () => {
    const board = new FakeServer().sdk.lux('a', OPTIONS);
    expect(board.meta).toEqual({
      version: 0,
      at: undefined,
      by: undefined,
      exists: false,
      connected: false,
      live: false,
      pending: false,
      skipped: 0,
      ageMs: undefined,
    });
  });

  it('passes on how many states were skipped', async () => {
    const server = new FakeServer();
    const board = server.sdk.lux('a', OPTIONS);
    await board.load();
    server.put('a', 1);
    server.socket.tell({ type: 'state', id: 'a', version: 900, data: 2, meta: {}, skipped: 7 });
    expect([board.state, board.meta.skipped]).toEqual([2, 7]);
  });
});

describe('frames', () => {
  it('with a version that is not higher change nothing', async () => {
    const server = new FakeServer();
    const version = server.put('a', 'new');
    const board = server.sdk.lux('a', OPTIONS);
    const seen: unknown[] = [];
    await board.load((state) => seen.push(state));
    server.socket.tell({ type: 'state', id: 'a', version, data: 'same version', meta: {} });
    server.socket.tell({ type: 'state', id: 'a', version: version - 1, data: 'old', meta: {} });
    server.socket.tell({ type: 'gone', id: 'a', version: version - 1, reason: 'deleted' });
    expect(seen).toEqual(['new']);
  });

  it('with reset are taken whatever their version', async () => {
    const server = new FakeServer();
    server.put('a', 'before');
    const board = server.sdk.lux('a', OPTIONS);
    await board.load();
    server.socket.tell({ type: 'state', id: 'a', version: 3, data: 'after the loss', meta: {}, reset: true });
    expect([board.state, board.meta.version]).toEqual(['after the loss', 3]);
    server.socket.tell({ type: 'gone', id: 'a', version: 2, reason: 'deleted', reset: true });
    expect([board.state, board.meta.version]).toEqual([undefined, 2]);
  });

  it('of another document are none of its business', async () => {
    const server = new FakeServer();
    const board = server.sdk.lux('a', OPTIONS);
    await board.load();
    server.put('b', 1);
    expect(board.state).toBeUndefined();
  });

  it('that nobody understands are ignored', async () => {
    const server = new FakeServer();
    const board = server.sdk.lux('a', OPTIONS);
    await board.load();
    server.socket.tell('{"type":"state","id":');
    server.socket.tell({ type: 'lease', id: 'a' });
    server.put('a', 1);
    expect(board.state).toBe(1);
  });
});

describe('options', () => {
  const { sdk } = new FakeServer();
  it.each([
    ['no credential', { endpoint: ENDPOINT }],
    ['an empty credential', { endpoint: ENDPOINT, apiKey: '' }],
    ['a key that is none', { ...OPTIONS, debouce: 100 }],
    ['a debounce that is none', { ...OPTIONS, debounce: NaN }],
    ['a relative endpoint where there is no page', { apiKey: 'key', endpoint: '/api/lux' }],
  ])('with %s are a TypeError', (_what, options) => {
    expect(() => sdk.lux('a', options)).toThrow(TypeError);
  });

  it('with an id that is none are refused', () => {
    expect(() => sdk.lux('a/b', OPTIONS)).toThrow(expect.objectContaining({ code: 'invalid_id' }) as Error);
    expect(() => sdk.luxBoard('*a', OPTIONS)).toThrow(expect.objectContaining({ code: 'invalid_pattern' }) as Error);
  });
});

describe('realtime: false', () => {
  const requestsOnly = { ...OPTIONS, realtime: false };

  it('loads with one GET, writes over HTTP, and opens no socket', async () => {
    const server = new FakeServer();
    server.put('a', { n: 1 });
    const board = server.sdk.lux<{ n: number; m?: number }>('a', requestsOnly);
    const seen: unknown[] = [];
    await board.load((state) => seen.push(state));
    expect([seen, server.requests.length]).toEqual([[{ n: 1 }], 1]);
    await board.patch({ m: 2 });
    expect([board.state, board.meta.pending, board.status.kind]).toEqual([{ n: 1, m: 2 }, false, 'idle']);
    expect(server.requests.map(({ method }) => method)).toEqual(['GET', 'PATCH']);
    expect(server.sockets).toHaveLength(0);
  });

  it('resolves without a call when there is no document, and rejects what the broker refuses', async () => {
    const server = new FakeServer();
    const board = server.sdk.lux('a', requestsOnly);
    const seen: unknown[] = [];
    await board.load((state) => seen.push(state));
    expect([seen, board.meta.exists]).toEqual([[], false]);
    server.replies.push(() => new Response('{"code":"unauthorized"}', { status: 401 }));
    await expect(board.load()).rejects.toMatchObject({ code: 'unauthorized', status: 401 });
  });

  it('sees what others did at the next load, deletion included', async () => {
    const server = new FakeServer();
    server.put('a', 1);
    const board = server.sdk.lux('a', requestsOnly);
    await board.load();
    server.put('a', 2);
    await board.load();
    expect(board.state).toBe(2);
    server.delete('a');
    await board.load();
    expect(board.state).toBeUndefined();
  });

  it('lists a collection page by page, in id order', async () => {
    const server = new FakeServer();
    for (const id of ['i-3', 'i-1', 'i-5', 'x', 'i-2', 'i-4']) server.put(id, id);
    const all = server.sdk.luxBoard('i-*', requestsOnly);
    await all.load();
    expect([...all.documents.keys()]).toEqual(['i-1', 'i-2', 'i-3', 'i-4', 'i-5']);
    server.delete('i-3');
    await all.load();
    expect([...all.documents.keys()]).toEqual(['i-1', 'i-2', 'i-4', 'i-5']);
    expect(server.sockets).toHaveLength(0);
  });

  it('removes: the state is gone at once', async () => {
    const server = new FakeServer();
    server.put('a', 1);
    const board = server.sdk.lux('a', requestsOnly);
    await board.load();
    await board.remove();
    expect([board.state, server.documents.size]).toEqual([undefined, 0]);
  });
});
