import { afterAll, describe, expect, it } from 'vitest';
import { WebSocket as NodeWebSocket } from 'ws';
import { lux, luxBoard, type LuxDocument, type Item, type LuxError } from '../src/index.js';
import { apiKey, broker, endpoint, sockets, until } from './support/real-broker.js';

/** Run by `npm run test:broker`; writes documents under a prefix of its own, and removes them. */
const wsBroker = broker.replace(/^http/, 'ws');
const options = { endpoint, apiKey };
const prefix = `sdk-${Date.now().toString(36)}-`;

const open: { close(): void }[] = [];
function opened<B extends { close(): void }>(board: B): B {
  open.push(board);
  return board;
}

async function curlPut(id: string, body: string): Promise<number> {
  const headers = { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' };
  return (await fetch(`${endpoint}/${id}`, { method: 'PUT', headers, body })).status;
}

function refused(promise: Promise<unknown>): Promise<LuxError> {
  return promise.then(
    () => Promise.reject(new Error('was not refused')),
    (error: unknown) => error as LuxError,
  );
}

afterAll(async () => {
  const all = opened(luxBoard(`${prefix}*`, { ...options, realtime: false }));
  await all.load();
  await Promise.all([...all.documents.keys()].map((id) => all.remove(id)));
  for (const board of open) board.close();
});

describe('the use-case pages, literally', () => {
  it.each([
    [
      'ops-board-main',
      '{"data":{"ticket":"INC-1042","status":"mitigating","owner":"operator-a","summary":"INC-1042 mitigating"}}',
      'INC-1042 mitigating',
    ],
    [
      'dashboard-main',
      '{"data":{"metric":"orders_per_second","value":42,"source":"metrics-agent","summary":"orders_per_second=42"}}',
      'orders_per_second=42',
    ],
    [
      'workflow-invoice-reconcile-abc123',
      '{"data":{"job":"invoice-reconcile","step":"validating","progress":67,"actor":"agent-1","summary":"invoice-reconcile validating 67%"}}',
      'invoice-reconcile validating 67%',
    ],
  ])('%s', async (name, body, proof) => {
    const id = prefix + name;
    expect(await curlPut(id, body)).toBe(201);
    const board = opened(
      lux<{ summary: string }>(id, {
        endpoint: `${broker}/api/lux`,
        websocketUrl: `${wsBroker}/api/lux/stream/${id}`,
        apiKey,
        realtime: true,
      }),
    );
    const seen: string[] = [];
    await board.load((state) => seen.push(state.summary));
    expect(seen).toEqual([proof]);
    await curlPut(id, body.replace(proof, 'and on'));
    await until('the change', () => seen.at(-1) === 'and on');
  });

  it('the SDK is served at /lux.js', async () => {
    const response = await fetch(`${broker}/lux.js`);
    expect(response.headers.get('Content-Type')).toMatch(/javascript/);
    expect(await response.text()).toContain('luxBoard');
  });
});

describe('a board', () => {
  it('that loads an absent document resolves, and hears of its creation, change and deletion', async () => {
    const board = opened(lux<{ n: number }>(`${prefix}life`, options));
    const seen: unknown[] = [];
    await board.load();
    board.subscribe((state) => seen.push(state?.n));
    const other = opened(lux<{ n: number }>(`${prefix}life`, { ...options, realtime: false }));
    await other.save({ n: 1 });
    // States that come close together may be told as one, the newest.
    await until('1', () => seen.at(-1) === 1);
    await other.patch({ n: 2 });
    await until('2', () => seen.at(-1) === 2);
    await other.remove();
    await until('gone', () => seen.at(-1) === undefined);
    expect([seen, board.meta.exists]).toEqual([[undefined, 1, 2, undefined], false]);
  });

  it('sees its own write with the version of the ack, its writer and its time', async () => {
    const board = opened(lux(`${prefix}own`, options));
    await board.load();
    const { version } = await board.save({ a: 1 });
    await until('the version', () => board.meta.version === version);
    expect(board.meta).toMatchObject({ exists: true, live: true, connected: true, pending: false });
    expect(board.meta.ageMs).toBeLessThan(60_000);
    expect(board.meta.by).toEqual(expect.any(String));
  });

  it('learns from a failed guard what it needs to decide', async () => {
    const board = opened(lux<{ owner: string; n?: number }>(`${prefix}guard`, options));
    const { version } = await board.save({ owner: 'b' });
    const error = await refused(board.patch({ owner: 'a' }, { guard: { '/owner': [null] } }));
    expect(error).toMatchObject({ code: 'guard_failed', status: 412, retry: false, failedGuards: ['/owner'] });
    expect(error.current).toMatchObject({ version, data: { owner: 'b' } });
    await board.patch({ owner: 'a', n: 1 }, { guard: { '/owner': ['b'], '/n': [null] } });
    expect(await refused(board.save({ owner: 'c' }, { ifVersion: version }))).toMatchObject({
      code: 'version_conflict',
    });
  });

  it('updates with others at once and loses none', async () => {
    const id = `${prefix}counter`;
    const boards: LuxDocument<{ n: number }>[] = [1, 2, 3].map(() =>
      opened(lux<{ n: number }>(id, { ...options, token: () => apiKey, apiKey: undefined })),
    );
    await Promise.all(boards.map((board) => board.load()));
    await Promise.all(
      boards.flatMap((board) =>
        Array.from({ length: 10 }, () => board.update((state) => ({ n: (state?.n ?? 0) + 1 }))),
      ),
    );
    await until('30', () => boards.every(({ state }) => state?.n === 30));
  });

  it('with an Idempotency-Key counts a write once', async () => {
    const board = opened(lux(`${prefix}once`, options));
    const first = await board.save({ n: 1 }, { idempotencyKey: 'k' });
    await board.save({ n: 2 });
    expect(await board.save({ n: 1 }, { idempotencyKey: 'k' })).toEqual(first);
  });

  it('debounced makes one version of many writes', async () => {
    const board = opened(lux<{ n: number }>(`${prefix}debounce`, { ...options, debounce: 50 }));
    await board.load();
    const acks = await Promise.all(Array.from({ length: 20 }, (_, n) => board.save({ n })));
    expect(new Set(acks.map(({ version }) => version)).size).toBe(1);
    await until('19', () => board.state?.n === 19 && !board.meta.pending);
  });

  it.each(['', 'stream of one document'])(
    'comes back after its connection broke, with nothing missed and no version twice %s',
    async (kind) => {
      const id = `${prefix}back${kind.length}`;
      await curlPut(id, '{"data":{"n":0}}');
      const websocketUrl = kind === '' ? undefined : `${wsBroker}/api/lux/stream/${id}`;
      const board = opened(
        lux<{ n: number }>(id, { ...options, token: () => apiKey, apiKey: undefined, websocketUrl }),
      );
      const versions: number[] = [];
      await board.load((_state, meta) => versions.push(meta.version));
      sockets.at(-1)?.terminate();
      await until('offline', () => board.status.kind === 'offline');
      await curlPut(id, '{"data":{"n":1}}');
      await until('1', () => board.state?.n === 1 && board.status.kind === 'live');
      sockets.at(-1)?.terminate();
      await until('live again', () => board.status.kind === 'offline');
      await until('live again', () => board.status.kind === 'live');
      expect(versions).toHaveLength(2);
      expect([...versions].sort((a, b) => a - b)).toEqual(versions);
    },
  );

  it('with a wrong key is refused and stays so', async () => {
    const board = opened(lux(`${prefix}key`, { endpoint, apiKey: 'wrong' }));
    await expect(board.load()).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(board.save({})).rejects.toMatchObject({ code: 'unauthorized', status: 401 });
    expect([board.status.kind, board.state]).toEqual(['refused', undefined]);
  });
});

describe('a large document', () => {
  it('is followed by patches, and shown whole', async () => {
    const id = `${prefix}large`;
    const fill = 'x'.repeat(10_000);
    await curlPut(id, JSON.stringify({ data: { fill, n: 0, parts: { a: 1, b: 2 } } }));
    // A token of its own makes a socket of its own.
    const board = opened(lux<object>(id, { endpoint, token: () => apiKey }));
    await board.load();
    const kinds: unknown[] = [];
    sockets.at(-1)?.on('message', (data: Buffer) => {
      kinds.push((JSON.parse(data.toString()) as { type: unknown }).type);
    });
    const writer = opened(lux<Record<string, unknown>>(id, { ...options, realtime: false }));
    let version = 0;
    for (let n = 1; n <= 5; n++) ({ version } = await writer.patch({ n, parts: { a: n, b: null } }));
    await until('the last patch', () => board.meta.version === version);
    expect(board.state).toEqual({ fill, n: 5, parts: { a: 5 } });
    expect(kinds).toContain('patch');
    expect(kinds.filter((kind) => kind !== 'state' && kind !== 'patch')).toEqual([]);
    ({ version } = await writer.save({ n: 6, fill }));
    await until('another order', () => board.meta.version === version);
    expect(Object.entries(board.state ?? {})).toEqual([
      ['n', 6],
      ['fill', fill],
    ]);
    sockets.at(-1)?.terminate();
    await until('offline', () => board.status.kind === 'offline');
    ({ version } = await writer.patch({ n: 7 }));
    await until('the state after the break', () => board.meta.version === version && board.status.kind === 'live');
    ({ version } = await writer.patch({ n: 8 }));
    await until('the patch after the break', () => board.meta.version === version);
    expect(board.state).toEqual({ n: 8, fill });
  });
});

describe('a collection', () => {
  it('is complete and in order, follows changes, and comes back to what happened meanwhile', async () => {
    const writer = opened(luxBoard<{ n: number }>(`${prefix}item-*`, { ...options, realtime: false }));
    const name = (n: number) => `${prefix}item-${String(n).padStart(3, '0')}`;
    for (let n = 0; n < 60; n++) await writer.save(name(n), { n });
    const all = opened(luxBoard<{ n: number }>(`${prefix}item-*`, { endpoint, token: () => apiKey }));
    let shown: ReadonlyMap<string, Item<{ n: number }>> = new Map();
    let calls = 0;
    await all.load((documents) => {
      calls++;
      shown = documents;
    });
    expect([calls, [...shown.keys()]]).toEqual([1, Array.from({ length: 60 }, (_, n) => name(n))]);
    await writer.remove(name(0));
    await until('gone', () => !shown.has(name(0)));
    sockets.at(-1)?.terminate();
    await writer.remove(name(1));
    await writer.save(name(2), { n: 200 });
    await until('the new state', () => all.status.kind === 'live' && shown.get(name(2))?.state.n === 200);
    expect([shown.size, shown.has(name(1))]).toEqual([58, false]);
    await writer.load();
    expect([...writer.documents.keys()]).toEqual([...shown.keys()]);
  });
});

describe('what the SDK relies on', () => {
  it('a subscribe of what is subscribed already is answered, and sends nothing again', async () => {
    const id = `${prefix}again`;
    await curlPut(id, '{"data":1}');
    const socket = new NodeWebSocket(`${wsBroker}/api/lux/stream`, ['lux.v1']);
    const frames: Record<string, unknown>[] = [];
    socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as Record<string, unknown>));
    await new Promise((resolve) => socket.once('open', resolve));
    const say = (message: object) => {
      socket.send(JSON.stringify(message));
    };
    say({ type: 'auth', token: apiKey });
    for (const [ref, match] of [
      [1, id],
      [2, id],
      [3, `${id}~`],
    ])
      say({ type: 'subscribe', match, since: {}, ref });
    await until('three answers', () => frames.filter(({ type }) => type === 'synced').length === 3);
    socket.terminate();
    // Answers of different subscriptions may come in any order.
    const refs = frames.filter(({ type }) => type === 'synced').map(({ ref }) => Number(ref));
    expect(refs.sort((x, y) => x - y)).toEqual([1, 2, 3]);
    expect(frames.filter(({ type }) => type !== 'synced')).toMatchObject([{ type: 'state', id }]);
  });
});
