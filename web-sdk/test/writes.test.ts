import { describe, expect, it } from 'vitest';
import { LuxError } from '../src/error.js';
import { MAX_TRIES, TRIES_WITHIN_MS } from '../src/http-client.js';
import { FakeServer, json, networkFailure, OPTIONS, outcome, problem } from './support/fake-server.js';
import { liveBoard } from './support/live-board.js';

type Board = Awaited<ReturnType<typeof liveBoard>>['board'];

const refusal = (code: string) => (): Response => problem(503, { code, retry: true }, { 'Retry-After': '1' });
const draining = refusal('draining');
const busy = refusal('busy');
const outcomeUnknown = refusal('outcome_unknown');

describe('a write', () => {
  it('goes out as the protocol says, and resolves with id and version', async () => {
    const { server, board } = await liveBoard();
    const ack = await board.patch(
      { status: 'mitigating', owner: null },
      { guard: { '/owner': [null] }, ifVersion: board.meta.version },
    );
    expect(ack).toEqual({ id: 'a', version: server.documents.get('a')?.version });
    expect(server.requests).toEqual([
      {
        method: 'PATCH',
        path: '/a',
        headers: { Authorization: 'Bearer key', 'Content-Type': 'application/json', 'Idempotency-Key': 'key-1' },
        body: { data: { status: 'mitigating', owner: null }, ifVersion: 101, guard: { '/owner': [null] } },
      },
    ]);
  });

  it('takes the key that it is given', async () => {
    const { server, board } = await liveBoard();
    await board.save({ status: 'x' }, { idempotencyKey: 'mine' });
    expect(server.requests[0]).toMatchObject({ method: 'PUT', headers: { 'Idempotency-Key': 'mine' } });
  });

  it('is shown at once, and once only after the ack', async () => {
    const { board, seen } = await liveBoard();
    const patch = board.patch({ owner: 'b' });
    expect([board.state, board.meta.pending]).toEqual([{ status: 'triage', owner: 'b' }, true]);
    await patch;
    expect([board.state, board.meta.pending, seen.at(-1)]).toEqual([
      { status: 'triage', owner: 'b' },
      false,
      board.state,
    ]);
  });

  it('that is refused is taken back, and the rest stays', async () => {
    const { server, board } = await liveBoard();
    server.replies.push(() =>
      problem(412, {
        code: 'guard_failed',
        failedGuards: ['/owner'],
        current: { version: 200, data: { status: 'x', owner: 'other' }, meta: { at: 't', by: 'other' } },
      }),
    );
    const first = outcome(board.patch({ owner: 'mine' }, { guard: { '/owner': [null] } }));
    const second = board.patch({ n: 1 });
    expect(board.state).toEqual({ status: 'triage', owner: 'mine', n: 1 });
    expect(await first).toMatchObject({
      code: 'guard_failed',
      status: 412,
      detail: 'said so',
      retry: false,
      failedGuards: ['/owner'],
      requestId: 'r-1',
      idempotencyKey: 'key-1',
      current: { version: 200, data: { status: 'x', owner: 'other' }, meta: { at: 't', by: 'other' } },
    });
    expect(board.state).toEqual({ status: 'x', owner: 'other', n: 1 });
    await second;
  });

  it('does not see what the caller changes afterwards', async () => {
    const { server, board } = await liveBoard();
    const state = { status: 'one' };
    const save = board.save(state);
    state.status = 'two';
    await save;
    expect(server.documents.get('a')?.data).toEqual({ status: 'one' });
  });

  it('waits for the one before to the same document, and for no other', async () => {
    const { server, board } = await liveBoard();
    let answer: (response: Response) => void = () => undefined;
    server.replies.push(() => new Promise((resolve) => (answer = resolve)));
    const first = board.patch({ n: 1 });
    const second = board.patch({ n: 2 });
    const other = server.sdk.lux('b', OPTIONS).save(1);
    await other;
    expect(server.requests.map(({ path, body }) => [path, body?.data])).toEqual([
      ['/a', { n: 1 }],
      ['/b', 1],
    ]);
    answer(json(200, { id: 'a', version: 900 }));
    await Promise.all([first, second]);
    expect(server.requests.at(-1)?.body?.data).toEqual({ n: 2 });
  });

  it('of what has no JSON form rejects and shows nothing', async () => {
    const { server, board } = await liveBoard();
    await expect(board.save(undefined as never)).rejects.toThrow(TypeError);
    expect([board.meta.pending, server.requests.length]).toEqual([false, 0]);
  });

  it('works without load', async () => {
    const server = new FakeServer();
    const board = server.sdk.lux('a', OPTIONS);
    await board.save({ a: 1 });
    expect([server.documents.get('a')?.data, server.sockets.length]).toEqual([{ a: 1 }, 0]);
  });

  it('answered by something that is no broker is an error of its own', async () => {
    const { server, board } = await liveBoard();
    server.replies.push(() => new Response('<html>', { status: 200 }));
    await expect(board.patch({ n: 1 })).rejects.toMatchObject({ code: 'invalid_answer' });
    server.replies.push(() => new Response('<html>', { status: 502 }));
    await expect(board.patch({ n: 1 })).rejects.toMatchObject({ code: 'http_502', status: 502 });
    expect(board.state).toEqual({ status: 'triage' });
  });

  it('deletes, and the stream takes the state away', async () => {
    const { server, board } = await liveBoard();
    await board.remove({ guard: { '/status': ['triage'] } });
    expect(server.requests[0]).toMatchObject({ method: 'DELETE', body: { guard: { '/status': ['triage'] } } });
    expect(board.state).toBeUndefined();
  });
});

describe('a write that meets trouble', () => {
  it('is sent once more after a network failure, with the same key', async () => {
    const { server, board } = await liveBoard();
    server.replies.push(networkFailure);
    const patch = board.patch({ n: 1 });
    await server.clock.advance(249);
    expect(server.requests).toHaveLength(1);
    await server.clock.advance(1);
    await patch;
    const keys = server.requests.map(({ headers }) => headers['Idempotency-Key']);
    expect(keys).toEqual(['key-1', 'key-1']);
  });

  it('is sent once more after a 503 with retry, when Retry-After says', async () => {
    const { server, board } = await liveBoard();
    server.replies.push(() => problem(503, { code: 'busy', retry: true }, { 'Retry-After': '2' }));
    const patch = board.patch({ n: 1 });
    await server.clock.advance(1_999);
    expect(server.requests).toHaveLength(1);
    await server.clock.advance(1);
    expect(await patch).toMatchObject({ id: 'a' });
  });

  it.each<[string, (board: Board) => Promise<unknown>]>([
    ['patch', (board) => board.patch({ n: 1 })],
    ['save', (board) => board.save({ status: 'x', n: 1 })],
    ['update', (board) => board.update((state) => ({ status: 'x', n: (state?.n ?? 0) + 1 }))],
    ['remove', (board) => board.remove()],
  ])('as %s, is sent until another node takes it, with the same key', async (name, write) => {
    const { server, board } = await liveBoard();
    server.replies.push(draining, busy, draining);
    const written = write(board);
    await server.clock.advance(3_000);
    await written;
    expect(server.requests).toHaveLength(4);
    expect(new Set(server.requests.map(({ headers }) => headers['Idempotency-Key']))).toEqual(new Set(['key-1']));
    expect(new Set(server.requests.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect([board.state?.n, board.meta.pending]).toEqual([name === 'remove' ? undefined : 1, false]);
  });

  it('is tried so many times, and then its caller learns of it', async () => {
    const { server, board } = await liveBoard();
    server.replies.push(...Array.from({ length: MAX_TRIES }, () => draining));
    const patch = outcome(board.patch({ status: 'lost' }));
    await server.clock.advance((MAX_TRIES - 1) * 1_000);
    expect(await patch).toMatchObject({ code: 'draining', status: 503, retry: true, idempotencyKey: 'key-1' });
    expect(server.requests).toHaveLength(MAX_TRIES);
    expect([board.state, board.meta.pending]).toEqual([{ status: 'triage' }, false]);
    await server.clock.advance(60_000);
    expect(server.requests).toHaveLength(MAX_TRIES);
  });

  it('is tried for so long', async () => {
    const { server, board } = await liveBoard();
    const later = () => problem(503, { code: 'busy', retry: true }, { 'Retry-After': '4' });
    server.replies.push(later, later, later, later);
    const patch = outcome(board.patch({ n: 1 }));
    await server.clock.advance(TRIES_WITHIN_MS);
    expect(await patch).toMatchObject({ code: 'busy' });
    expect(server.requests).toHaveLength(3);
  });

  it('is sent again with the same key when its outcome is not known', async () => {
    const { server, board } = await liveBoard();
    server.replies.push(outcomeUnknown);
    const patch = board.patch({ n: 1 });
    await server.clock.advance(1_000);
    await patch;
    expect(server.requests.map(({ headers }) => headers['Idempotency-Key'])).toEqual(['key-1', 'key-1']);
  });

  it.each([
    ['an outcome that is not known', () => outcomeUnknown()],
    ['a network failure', networkFailure],
  ])('after %s is never said to be surely not applied', async (_what, first) => {
    const { server, board } = await liveBoard();
    server.replies.push(first, ...Array.from({ length: MAX_TRIES - 1 }, () => draining));
    const patch = outcome(board.patch({ n: 1 }));
    await server.clock.advance(TRIES_WITHIN_MS);
    expect(await patch).toMatchObject({
      code: 'outcome_unknown',
      status: 503,
      retry: true,
      requestId: 'r-1',
      idempotencyKey: 'key-1',
    });
    expect(server.requests).toHaveLength(MAX_TRIES);
  });

  it('on a node that drains and is then gone, is offline', async () => {
    const { server, board } = await liveBoard();
    server.replies.push(draining, networkFailure, networkFailure);
    const patch = outcome(board.patch({ n: 1 }));
    await server.clock.advance(TRIES_WITHIN_MS);
    expect(await patch).toMatchObject({ code: 'offline', retry: true, idempotencyKey: 'key-1' });
    expect(board.state).toEqual({ status: 'triage' });
  });

  it('is not sent again after any other refusal', async () => {
    const { server, board } = await liveBoard();
    server.replies.push(() => problem(429, { code: 'too_many_idempotency_keys', retry: true }));
    await expect(board.patch({ n: 1 })).rejects.toMatchObject({ code: 'too_many_idempotency_keys', retry: true });
    expect(server.requests).toHaveLength(1);
  });

  it('made while the broker is out of reach fails as offline, is taken back, and is never sent later', async () => {
    const { server, board } = await liveBoard();
    server.replies.push(networkFailure, networkFailure);
    const patch = outcome(board.patch({ status: 'lost' }));
    await server.clock.advance(500);
    expect(await patch).toMatchObject({ code: 'offline', status: 0, retry: true, idempotencyKey: 'key-1' });
    expect(board.state).toEqual({ status: 'triage' });
    await server.clock.advance(60_000);
    expect(server.requests).toHaveLength(2);
  });

  it('made without a network fails at once and sends nothing', async () => {
    const { server, board } = await liveBoard();
    server.online = false;
    await expect(board.patch({ n: 1 })).rejects.toMatchObject({ code: 'offline' });
    expect([server.requests.length, board.state]).toEqual([0, { status: 'triage' }]);
  });

  it('takes those with it that wait behind it', async () => {
    const { server, board } = await liveBoard();
    server.replies.push(networkFailure, networkFailure);
    const all = Promise.all([1, 2, 3].map((n) => outcome(board.patch({ n }))));
    await server.clock.advance(500);
    expect((await all).map((result) => (result instanceof LuxError ? result.code : 'sent'))).toEqual([
      'offline',
      'offline',
      'offline',
    ]);
    expect([server.requests.length, board.state]).toEqual([2, { status: 'triage' }]);
    await board.patch({ n: 4 });
    expect(board.state).toEqual({ status: 'triage', n: 4 });
  });

  it('is given up when no answer comes', async () => {
    const { server, board } = await liveBoard();
    server.hangs = true;
    const patch = outcome(board.patch({ n: 1 }));
    await server.clock.advance(31_000);
    expect(await patch).toMatchObject({ code: 'offline' });
  });

  it('whose token function fails says so', async () => {
    const server = new FakeServer();
    const board = server.sdk.lux('a', { endpoint: OPTIONS.endpoint, token: () => Promise.reject(new Error('x')) });
    await expect(board.save(1)).rejects.toMatchObject({ code: 'token_unavailable' });
    expect(server.requests).toHaveLength(0);
  });
});
