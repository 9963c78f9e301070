import { describe, expect, it } from 'vitest';
import type { LuxStatus } from '../src/status.js';
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
