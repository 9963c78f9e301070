import { describe, expect, it } from 'vitest';
import type { LuxStatus } from '../src/status.js';
import { settled } from './support/fake-clock.js';
import { FakeServer, OPTIONS } from './support/fake-server.js';
import { liveBoard } from './support/live-board.js';

describe('the status', () => {
  it('tells the story of a connection', async () => {
    const server = new FakeServer();
    const board = server.sdk.lux('a', OPTIONS);
    const story: LuxStatus['kind'][] = [];
    board.onStatus(({ kind }) => story.push(kind));
    await board.load();
    server.socket.tell({ type: 'status', live: false, match: 'a' });
    server.socket.tell({ type: 'status', live: true, match: 'a' });
    server.socket.end(1006);
    await server.clock.advance(250);
    board.close();
    expect(story).toEqual([
      'idle',
      'connecting',
      'live',
      'stale',
      'live',
      'offline',
      'offline',
      'stale',
      'live',
      'closed',
    ]);
  });

  it('of a document says when its owner is silent, and so does meta', async () => {
    const { server, board } = await liveBoard();
    server.socket.tell({ type: 'status', live: false, match: 'a' });
    expect(board.status).toEqual({ kind: 'stale', reason: 'owner_unreachable' });
    expect(board.meta).toMatchObject({ live: false, connected: true });
    // A state that still arrives does not say that the others would.
    server.put('a', { status: 'late' });
    expect([board.state, board.meta.live]).toEqual([{ status: 'late' }, false]);
    server.socket.tell({ type: 'status', live: true, match: 'a' });
    expect([board.status.kind, board.meta.live]).toEqual(['live', true]);
  });

  it('of all that match says when an owner is silent, and so does the meta of each', async () => {
    const server = new FakeServer();
    server.put('a1', 1);
    server.put('a2', 2);
    const board = server.sdk.luxBoard('a*', OPTIONS);
    await board.load();
    const lives = () => [...board.documents.values()].map(({ meta }) => meta.live);
    server.socket.tell({ type: 'status', live: false, match: 'a*' });
    expect([board.status, lives()]).toEqual([{ kind: 'stale', reason: 'owner_unreachable' }, [false, false]]);
    server.socket.tell({ type: 'status', live: true, match: 'a*' });
    expect([board.status.kind, lives()]).toEqual(['live', [true, true]]);
  });

  it('of one match says nothing of another', async () => {
    const server = new FakeServer();
    const [a, b] = [server.sdk.lux('a', OPTIONS), server.sdk.lux('b', OPTIONS)];
    await Promise.all([a.load(), b.load()]);
    server.socket.tell({ type: 'status', live: false, match: 'b' });
    expect([a.status.kind, b.status.kind]).toEqual(['live', 'stale']);
  });

  it('remembers a silent owner that was told of during the snapshot, on this socket only', async () => {
    const server = new FakeServer();
    server.accepts = false;
    const board = server.sdk.lux('a', OPTIONS);
    const load = board.load();
    await settled();
    server.socket.open();
    server.socket.tell({ type: 'status', live: false, match: 'a' });
    server.socket.tell({ type: 'synced', ref: server.socket.said.at(-1)?.['ref'], match: 'a', count: 0 });
    await load;
    expect(board.status).toEqual({ kind: 'stale', reason: 'owner_unreachable' });
    server.accepts = true;
    server.socket.end(1006);
    await server.clock.advance(250);
    expect(board.status).toEqual({ kind: 'live' });
  });

  it('is heard no more after the undo', async () => {
    const { server, board } = await liveBoard();
    const heard: string[] = [];
    const undo = board.onStatus(({ kind }) => heard.push(kind));
    undo();
    server.socket.end(1006);
    expect(heard).toEqual(['live']);
  });

  it('of one refused subscription is refused, and the others live on', async () => {
    const server = new FakeServer();
    const fine = server.sdk.lux('a', OPTIONS);
    await fine.load();
    server.accepts = false;
    const refused = server.sdk.luxBoard('secret-*', OPTIONS);
    const load = refused.load();
    const ref = server.socket.said.at(-1)?.['ref'];
    server.socket.tell({ type: 'error', ref, code: 'forbidden', status: 403, detail: 'No.', retry: false });
    await expect(load).rejects.toMatchObject({ code: 'forbidden', status: 403 });
    expect([refused.status.kind, fine.status.kind]).toEqual(['refused', 'live']);
  });

  it('of a subscription that the broker was too busy for becomes live when it is asked again', async () => {
    const server = new FakeServer();
    server.put('b', 1);
    await server.sdk.lux('a', OPTIONS).load();
    server.accepts = false;
    const busy = server.sdk.lux('b', OPTIONS);
    void busy.load();
    const ref = server.socket.said.at(-1)?.['ref'];
    server.socket.tell({ type: 'error', ref, code: 'busy', status: 503, detail: 'Later.', retry: true });
    expect(busy.status.kind).toBe('connecting');
    server.accepts = true;
    await server.clock.advance(250);
    expect([busy.status.kind, busy.state]).toEqual(['live', 1]);
  });
});
