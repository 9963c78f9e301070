import { describe, expect, it } from 'vitest';
import type { Present } from '../src/index.js';
import { FakeServer, OPTIONS, outcome } from './support/fake-server.js';

interface Who {
  name: string;
}

const names = (present: readonly Present<Who>[]): string[] => present.map(({ state }) => state.name);
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const puts = (server: FakeServer): unknown[] => server.socket.said.filter(({ type }) => type === 'put');

describe('presence', () => {
  it('joins with a session document of the board, and shows it', async () => {
    const server = new FakeServer();
    const board = server.sdk.lux('board-main', OPTIONS);
    const seen: string[][] = [];
    board.presence.watch<Who>((present) => seen.push(names(present)));
    await board.presence.join({ name: 'ann' });
    expect(puts(server)).toMatchObject([{ id: 'presence:board-main:key-1', data: { name: 'ann' }, session: true }]);
    expect(seen.at(-1)).toEqual(['ann']);
    server.put('presence:board-main:other', { name: 'bob' });
    expect(seen.at(-1)).toEqual(['ann', 'bob']);
    server.delete('presence:board-main:other');
    board.presence.leave();
    expect(server.socket.said.at(-2)).toEqual({ type: 'delete', id: 'presence:board-main:key-1' });
    expect(seen.at(-1)).toEqual([]);
  });

  it('of a collection has the name of the pattern, and tells which session is mine', async () => {
    const server = new FakeServer();
    server.put('presence:incident-:z', { name: 'zoe' });
    const board = server.sdk.luxBoard('incident-*', OPTIONS);
    let present: readonly Present<Who>[] = [];
    board.presence.watch<Who>((all) => (present = all));
    await board.presence.join({ name: 'ann' });
    expect(present.map(({ session, mine, by }) => [session, mine, by])).toEqual([
      ['key-1', true, 'dev'],
      ['z', false, 'dev'],
    ]);
  });

  it('needs no watch to stay, and is said again on the next socket', async () => {
    const server = new FakeServer();
    const board = server.sdk.lux('a', OPTIONS);
    await board.presence.join({ name: 'ann' });
    const first = server.socket;
    first.end(1006);
    await server.clock.advance(1_000);
    await turn();
    expect(server.socket).not.toBe(first);
    expect(puts(server)).toMatchObject([{ id: 'presence:a:key-1', data: { name: 'ann' } }]);
    board.close();
    expect(server.socket.state).toBe('closed');
  });

  it('sends only the newest of what is said faster than the broker answers', async () => {
    const server = new FakeServer();
    const board = server.sdk.lux('a', OPTIONS);
    await board.presence.join({ x: 0 });
    server.acknowledges = false;
    const told = Array.from({ length: 100 }, (_, x) => board.presence.join({ x: x + 1 }));
    expect(puts(server)).toHaveLength(2);
    server.acknowledges = true;
    const { ref, id } = puts(server)[1] as { ref: string; id: string };
    server.socket.tell({ type: 'ack', ref, id, version: 200 });
    await Promise.all(told);
    expect(puts(server)).toMatchObject([{ data: { x: 0 } }, { data: { x: 1 } }, { data: { x: 100 } }]);
  });

  it('is asked for again when the broker is busy, and rejects when it refuses', async () => {
    const server = new FakeServer();
    server.sessionErrors.push({ code: 'busy', retry: true }, { code: 'forbidden', retry: false });
    const board = server.sdk.lux('a', OPTIONS);
    const joined = outcome(board.presence.join({ name: 'ann' }));
    await turn();
    expect(puts(server)).toHaveLength(1);
    await server.clock.advance(1_000);
    expect(await joined).toMatchObject({ code: 'forbidden', status: 403 });
    expect(puts(server)).toHaveLength(2);
  });

  it('reports a refusal that nobody waits for', async () => {
    const server = new FakeServer();
    const board = server.sdk.lux('a', OPTIONS);
    await board.presence.join({ name: 'ann' });
    server.sessionErrors.push({ code: 'forbidden', retry: false });
    server.socket.end(1006);
    await server.clock.advance(1_000);
    await turn();
    expect(server.reported).toMatchObject([{ code: 'forbidden' }]);
  });

  it('ends with the stream that the broker refuses', async () => {
    const server = new FakeServer();
    server.accepts = false;
    const board = server.sdk.lux('a', OPTIONS);
    const joined = outcome(board.presence.join({ name: 'ann' }));
    await turn();
    server.socket.end(4501);
    expect(await joined).toMatchObject({ code: 'unauthorized' });
    expect(await outcome(board.presence.join({ name: 'ann' }))).toMatchObject({ code: 'unauthorized' });
  });

  it('rejects what it can not do', async () => {
    const server = new FakeServer();
    const asked = server.sdk.lux('a', { ...OPTIONS, realtime: false });
    expect(await outcome(asked.presence.join({}))).toMatchObject({ code: 'realtime_off' });
    const long = server.sdk.lux('a'.repeat(120), OPTIONS);
    expect(await outcome(long.presence.join({}))).toMatchObject({ code: 'invalid_id' });
    const board = server.sdk.lux('a', OPTIONS);
    server.accepts = false;
    const joined = outcome(board.presence.join({}));
    board.close();
    expect(await joined).toMatchObject({ code: 'closed' });
    expect(await outcome(board.presence.join({}))).toMatchObject({ code: 'closed' });
  });
});
