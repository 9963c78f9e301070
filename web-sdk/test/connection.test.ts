import { describe, expect, it } from 'vitest';
import { OPEN_TIMEOUT_MS, STABLE_MS } from '../src/connection.js';
import { ANSWER_MS, SILENT_MS } from '../src/watchdog.js';
import { settled } from './support/fake-clock.js';
import { ENDPOINT, FakeServer, OPTIONS, problem } from './support/fake-server.js';

async function liveBoard(id = 'a', options: object = OPTIONS) {
  const server = new FakeServer();
  server.put(id, { n: 1 });
  const board = server.sdk.lux<{ n: number }>(id, options);
  const seen: ({ n: number } | undefined)[] = [];
  board.subscribe((state) => seen.push(state));
  await board.load();
  return { server, board, seen };
}

describe('a connection', () => {
  it('speaks lux.v1 and sends its credential before anything else, never in the URL', async () => {
    const { server } = await liveBoard();
    expect(server.socket.url).toBe('ws://broker.test/api/lux/stream?delta=merge-patch');
    expect(server.socket.protocols).toEqual(['lux.v1']);
    expect(server.socket.token).toBe('key');
    expect(server.socket.subscribed).toEqual(['a']);
  });

  it('asks the token function again at every attempt', async () => {
    let asked = 0;
    const { server } = await liveBoard('a', { endpoint: ENDPOINT, token: () => Promise.resolve(`token-${++asked}`) });
    server.socket.end(1006);
    await server.clock.advance(250);
    expect(server.sockets.map(({ token }) => token)).toEqual(['token-1', 'token-2']);
  });

  it('is not opened before the first load', async () => {
    const server = new FakeServer();
    const board = server.sdk.lux('a', OPTIONS);
    await settled();
    expect([server.sockets.length, board.status.kind]).toEqual([0, 'idle']);
  });

  it('comes back with what it holds, and gets what it missed', async () => {
    const { server, board, seen } = await liveBoard();
    const { version } = board.meta;
    server.socket.end(1006);
    expect(board.status).toMatchObject({ kind: 'offline', attempt: 1 });
    expect(board.state).toEqual({ n: 1 });
    server.put('a', { n: 2 });
    await server.clock.advance(250);
    expect(server.socket.said[0]).toMatchObject({ type: 'subscribe', match: 'a', since: { a: version } });
    expect([board.status.kind, seen.at(-1)]).toEqual(['live', { n: 2 }]);
  });

  it('to the URL of one document says since in the URL, and subscribes nothing', async () => {
    const { server, board } = await liveBoard('a', { ...OPTIONS, websocketUrl: 'ws://broker.test/api/lux/stream/a' });
    const { version } = board.meta;
    expect(server.socket.url).toBe('ws://broker.test/api/lux/stream/a?delta=merge-patch');
    server.socket.end(1006);
    server.put('a', { n: 2 });
    await server.clock.advance(250);
    expect(server.socket.url).toBe(`ws://broker.test/api/lux/stream/a?delta=merge-patch&since=${version}`);
    expect(server.socket.subscribed).toEqual([]);
    expect(board.state).toEqual({ n: 2 });
  });

  it('learns from gone that a document was deleted while it was away', async () => {
    const { server, board, seen } = await liveBoard();
    server.socket.end(1006);
    server.documents.delete('a');
    await server.clock.advance(250);
    expect([board.state, seen.at(-1), board.meta.exists]).toEqual([undefined, undefined, false]);
  });

  it('waits longer each time, with full jitter, and never longer than the cap', async () => {
    const { server, board } = await liveBoard();
    server.accepts = false;
    server.random = 0.999;
    server.socket.end(1006);
    const delays: number[] = [];
    for (let attempt = 0; attempt < 9; attempt++) {
      const { status } = board;
      if (status.kind !== 'offline' || status.retryAt === undefined) throw new Error(status.kind);
      delays.push(status.retryAt - server.clock.now());
      await server.clock.advance(delays.at(-1) ?? 0);
      server.socket.end(1006);
    }
    expect(delays).toEqual([249, 499, 999, 1998, 3996, 7992, 14985, 14985, 14985]);
  });

  it('starts the backoff anew only after a stable time', async () => {
    const { server, board } = await liveBoard();
    const attemptAfter = async (lifeMs: number) => {
      await server.clock.advance(lifeMs);
      server.socket.end(1006);
      const { status } = board;
      await server.clock.advance(15_000);
      return status.kind === 'offline' ? status.attempt : 0;
    };
    await server.clock.advance(0);
    server.socket.end(1006);
    await server.clock.advance(125);
    server.socket.end(1006);
    expect(board.status).toMatchObject({ attempt: 2 });
    await server.clock.advance(15_000);
    expect(await attemptAfter(STABLE_MS)).toBe(1);
  });

  it('after a bye comes back when the broker said', async () => {
    const { server } = await liveBoard();
    server.socket.tell({ type: 'bye', code: 'draining', reconnectAfterMs: 1_200 });
    server.socket.end(4000);
    await server.clock.advance(1_199);
    expect(server.sockets).toHaveLength(1);
    await server.clock.advance(1);
    expect(server.sockets).toHaveLength(2);
  });

  it('goes on after a bye until it is closed, and misses nothing while it is away', async () => {
    const { server, board, seen } = await liveBoard();
    server.socket.tell({ type: 'bye', code: 'draining', reconnectAfterMs: 1_200 });
    const version = server.put('a', { n: 2 });
    expect([board.state, board.status.kind]).toEqual([{ n: 2 }, 'live']);
    server.replies.push(() => problem(503, { code: 'draining', retry: true }, { 'Retry-After': '1' }));
    const patch = board.patch({ n: 3 });
    await settled();
    server.socket.end(4000);
    expect(board.status).toMatchObject({ kind: 'offline', attempt: 1 });
    expect([board.state, board.meta.pending]).toEqual([{ n: 3 }, true]);
    await server.clock.advance(1_000);
    const ack = await patch;
    expect([server.documents.get('a')?.data, board.meta.pending, server.sockets.length]).toEqual([{ n: 3 }, false, 1]);
    await server.clock.advance(200);
    expect(server.socket.said[0]).toMatchObject({ type: 'subscribe', match: 'a', since: { a: version } });
    expect([board.status.kind, board.meta.version, seen.at(-1)]).toEqual(['live', ack.version, { n: 3 }]);
  });

  it('after a bye and a network failure comes back when the broker said', async () => {
    const { server } = await liveBoard();
    server.socket.tell({ type: 'bye', code: 'draining', reconnectAfterMs: 5_000 });
    server.socket.end(1006);
    await server.clock.advance(4_999);
    expect(server.sockets).toHaveLength(1);
    await server.clock.advance(1);
    expect(server.sockets).toHaveLength(2);
  });

  it('comes back at once when the machine gets its network back', async () => {
    const { server, board } = await liveBoard();
    server.socket.end(1006);
    server.cameOnline();
    await settled();
    expect([server.sockets.length, board.status.kind]).toEqual([2, 'live']);
  });

  it.each([4500, 4501, 4502, 4503, 4504, 4999])('closed with %d does not come back', async (code) => {
    const { server, board } = await liveBoard();
    server.socket.end(code);
    await server.clock.advance(120_000);
    server.cameOnline();
    await settled();
    expect([server.sockets.length, board.status.kind]).toEqual([1, 'refused']);
  });

  it('that is refused rejects the load with what the broker said', async () => {
    const server = new FakeServer();
    server.accepts = false;
    const board = server.sdk.lux('a', OPTIONS);
    const load = board.load();
    await settled();
    server.socket.open();
    server.socket.tell({ type: 'error', code: 'unauthorized', status: 401, detail: 'Expired.', retry: false });
    server.socket.end(4501);
    await expect(load).rejects.toMatchObject({
      name: 'LuxError',
      code: 'unauthorized',
      detail: 'Expired.',
      status: 401,
    });
    await expect(board.load()).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it('of a new board is tried again after another one was refused', async () => {
    const { server, board } = await liveBoard();
    server.socket.end(4501);
    const other = server.sdk.lux('a', OPTIONS);
    await other.load();
    expect([board.status.kind, other.status.kind]).toEqual(['refused', 'live']);
  });

  it('that does not open in time is given up and tried again', async () => {
    const server = new FakeServer();
    server.accepts = false;
    const board = server.sdk.lux('a', OPTIONS);
    void board.load();
    await server.clock.advance(OPEN_TIMEOUT_MS);
    expect([server.socket.state, board.status.kind]).toEqual(['closed', 'offline']);
    server.accepts = true;
    await server.clock.advance(250);
    expect(board.status.kind).toBe('live');
  });

  it('that is silent is asked for a sign of life, and an answer is enough', async () => {
    const { server, board } = await liveBoard();
    await server.clock.advance(SILENT_MS);
    expect(server.socket.said).toHaveLength(2);
    expect(server.socket.said[1]).toMatchObject({ type: 'subscribe', match: 'a' });
    await server.clock.advance(ANSWER_MS);
    expect([server.sockets.length, board.status.kind]).toEqual([1, 'live']);
  });

  it('that is silent and does not answer is replaced', async () => {
    const { server, board } = await liveBoard();
    server.accepts = false;
    await server.clock.advance(SILENT_MS + ANSWER_MS - 1);
    expect(board.status.kind).toBe('live');
    await server.clock.advance(1);
    expect([server.socket.state, board.status.kind]).toEqual(['closed', 'offline']);
  });

  it('of a collection is probed without asking for the collection', async () => {
    const server = new FakeServer();
    await server.sdk.luxBoard('incident-*', OPTIONS).load();
    await server.clock.advance(SILENT_MS);
    expect(server.socket.said.slice(1)).toMatchObject([
      { type: 'subscribe', match: 'incident-~' },
      { type: 'unsubscribe', match: 'incident-~' },
    ]);
  });

  it('that hears something every now and then is left alone', async () => {
    const { server } = await liveBoard();
    for (let n = 0; n < 5; n++) {
      await server.clock.advance(SILENT_MS - 1);
      server.put('a', { n });
    }
    expect(server.socket.said).toHaveLength(1);
  });

  it('is closed with its last board, and no timer is left', async () => {
    const { server, board } = await liveBoard();
    board.close();
    expect([server.socket.state, board.status.kind, server.clock.pending]).toEqual(['closed', 'closed', []]);
  });

  it('that waits to come back is forgotten with its last board', async () => {
    const { server, board } = await liveBoard();
    server.socket.end(1006);
    board.close();
    await server.clock.advance(60_000);
    expect([server.sockets.length, server.clock.pending]).toEqual([1, []]);
  });

  it('goes on when a token function fails once', async () => {
    const server = new FakeServer();
    let calls = 0;
    const token = () => (++calls === 1 ? Promise.reject(new Error('no network')) : Promise.resolve('t'));
    const board = server.sdk.lux('a', { endpoint: ENDPOINT, token });
    void board.load();
    await server.clock.advance(250);
    expect(board.status.kind).toBe('live');
  });

  it('is not opened by a token that comes after the last board was closed', async () => {
    const server = new FakeServer();
    let give: (token: string) => void = () => undefined;
    const board = server.sdk.lux('a', { endpoint: ENDPOINT, token: () => new Promise((resolve) => (give = resolve)) });
    const load = board.load();
    await settled();
    board.close();
    give('late');
    await expect(load).rejects.toMatchObject({ code: 'closed' });
    expect(server.sockets).toHaveLength(0);
  });
});
