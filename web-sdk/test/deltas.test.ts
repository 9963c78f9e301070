import { describe, expect, it } from 'vitest';
import type { Json } from '../src/json.js';
import { settled } from './support/fake-clock.js';
import { FakeServer, OPTIONS, outcome, problem } from './support/fake-server.js';

const STATE = { status: 'triage', owner: 'a', counts: { open: 1, closed: 2 }, log: ['created'] };

async function collection() {
  const server = new FakeServer();
  const first = server.put('i-1', STATE);
  const other = server.put('i-2', { n: 1 });
  const all = server.sdk.luxBoard<Json>('i-*', OPTIONS);
  await all.load();
  const item = () => all.documents.get('i-1');
  return { server, all, first, other, item };
}

function told(version: number, base: number, patch: Json): object {
  return { type: 'patch', id: 'i-1', version, base, patch, meta: { at: '2026-06-17T22:18:09Z', by: 'patcher' } };
}

describe('patches', () => {
  it('are asked for', async () => {
    const { server } = await collection();
    expect(server.socket.url).toContain('delta=merge-patch');
  });

  it('change what this socket was sent, one after the other', async () => {
    const { server, item } = await collection();
    server.patch('i-1', { status: 'mitigating', owner: null, counts: { open: 0 } });
    const version = server.patch('i-1', { log: ['created', 'seen'] });
    expect(item()?.state).toEqual({
      status: 'mitigating',
      counts: { open: 0, closed: 2 },
      log: ['created', 'seen'],
    });
    expect(item()?.meta).toMatchObject({ version, at: '2026-06-17T22:18:09Z', by: 'patcher', skipped: 0 });
  });

  it('leave alone what a page was given before, and what they give is frozen too', async () => {
    const { server, item } = await collection();
    const before = item()?.state;
    server.patch('i-1', { counts: { open: 0 }, more: { deep: [1] } });
    expect(before).toEqual(STATE);
    expect(item()?.state).not.toBe(before);
    const now = item()?.state as { counts: object; log: object; more: { deep: object } };
    for (const part of [now, now.counts, now.log, now.more, now.more.deep]) expect(Object.isFrozen(part)).toBe(true);
  });

  it('follow a patch, a whole state and a document that came back', async () => {
    const { server, item } = await collection();
    server.patch('i-1', { n: 1 });
    server.put('i-1', { n: 2 });
    server.patch('i-1', { m: 1 });
    expect(item()?.state).toEqual({ n: 2, m: 1 });
    server.delete('i-1');
    expect(item()).toBeUndefined();
    server.put('i-1', { n: 3 });
    server.patch('i-1', { n: 4 });
    expect(item()?.state).toEqual({ n: 4 });
  });

  it('say how many states they replaced', async () => {
    const { server, first, item } = await collection();
    server.push({ ...told(first + 50, first, { n: 1 }), skipped: 3 });
    expect(item()?.meta).toMatchObject({ version: first + 50, skipped: 3 });
  });

  it('that are old change nothing', async () => {
    const { server, first, item } = await collection();
    server.push(told(first, first - 1, { n: 1 }));
    expect(item()?.state).toEqual(STATE);
    expect(server.socket.subscribed).toEqual(['i-*']);
  });

  it('go below a local write that is still open', async () => {
    const server = new FakeServer();
    server.put('a', { status: 'triage', n: 1 });
    const board = server.sdk.lux<{ status?: string; n?: number }>('a', OPTIONS);
    await board.load();
    server.hangs = true;
    void outcome(board.patch({ status: 'mine' }));
    server.patch('a', { status: 'theirs', n: 2 });
    expect(board.state).toEqual({ status: 'mine', n: 2 });
  });

  it('are of what the socket was sent, also when the answer to a write told of something newer', async () => {
    const server = new FakeServer();
    const first = server.put('i-1', { n: 1, m: 1 });
    const board = server.sdk.lux<{ n: number; m: number }>('i-1', OPTIONS);
    await board.load();
    const current = { version: first + 1, data: { n: 2, m: 1 }, meta: { at: '2026-06-17T22:18:08Z', by: 'other' } };
    server.replies.push(() => problem(412, { code: 'version_conflict', current }));
    await outcome(board.save({ n: 9, m: 9 }, { ifVersion: 5 }));
    expect(board.state).toEqual({ n: 2, m: 1 });
    server.push(told(first + 2, first, { n: 3, m: 3 }));
    expect(board.state).toEqual({ n: 3, m: 3 });
    expect(server.socket.subscribed).toEqual(['i-1']);
  });
});

describe('a patch whose base is not held', () => {
  it('is not applied: the whole state is asked for, and what else is held is named', async () => {
    const { server, all, first, other, item } = await collection();
    const { socket } = server;
    server.pushes = false;
    const missed = server.patch('i-1', { status: 'missed' });
    server.pushes = true;
    const version = server.patch('i-1', { status: 'mitigating' });
    expect(item()?.state).toEqual(STATE);
    expect(item()?.meta.version).toBe(first);
    expect(all.status).toEqual({ kind: 'stale', reason: 'resyncing' });
    expect(socket.said.slice(-2)).toMatchObject([
      { type: 'unsubscribe', match: 'i-*' },
      { type: 'subscribe', match: 'i-*', since: { 'i-2': other } },
    ]);
    expect(socket.said.at(-1)?.['since']).toEqual({ 'i-2': other });
    await settled();
    expect(item()?.state).toEqual({ ...STATE, status: 'mitigating' });
    expect(item()?.meta.version).toBe(version);
    expect(version).toBeGreaterThan(missed);
    expect(all.status).toEqual({ kind: 'live' });
    expect(all.documents.get('i-2')?.state).toEqual({ n: 1 });
    server.patch('i-1', { status: 'closed' });
    expect(item()?.state).toEqual({ ...STATE, status: 'closed' });
  });

  it('is asked for once, however many follow', async () => {
    const { server, first, item } = await collection();
    for (let n = 10; n < 15; n++) server.push(told(first + n, first + n - 1, { n }));
    expect(server.socket.subscribed).toEqual(['i-*', 'i-*']);
    await settled();
    expect(item()?.state).toEqual(STATE);
  });

  it('begins every subscription again that tells of the document, and no other', async () => {
    const { server, first } = await collection();
    server.put('b', 1);
    await server.sdk.lux('i-1', OPTIONS).load();
    await server.sdk.lux('b', OPTIONS).load();
    const before = server.socket.said.length;
    server.push(told(first + 9, first + 8, {}));
    expect(server.socket.said.slice(before).map(({ type, match }) => [type, match])).toEqual([
      ['unsubscribe', 'i-*'],
      ['unsubscribe', 'i-1'],
      ['subscribe', 'i-*'],
      ['subscribe', 'i-1'],
    ]);
  });

  it('may be gone by then', async () => {
    const { server, first, item } = await collection();
    server.pushes = false;
    server.delete('i-1');
    server.pushes = true;
    server.push(told(first + 9, first + 8, {}));
    await settled();
    expect(item()).toBeUndefined();
  });

  it('was sent before an unsubscribe was read, and is ignored', async () => {
    const { server, all, first } = await collection();
    server.put('b', 1);
    await server.sdk.lux('b', OPTIONS).load();
    all.close();
    const before = server.socket.said.length;
    server.push(told(first + 9, first, { n: 1 }));
    expect(server.socket.said).toHaveLength(before);
    expect(all.documents.get('i-1')?.state).toEqual(STATE);
  });
});
