import { describe, expect, it } from 'vitest';
import type { Change } from '../src/api.js';
import { settled } from './support/fake-clock.js';
import { FakeServer, OPTIONS, problem } from './support/fake-server.js';

interface Incident {
  n: number;
}

function incidents(...ids: readonly string[]) {
  const server = new FakeServer();
  for (const id of ids) server.put(id, { n: 0 });
  const all = server.sdk.luxBoard<Incident>('incident-*', OPTIONS);
  const changes: Change[] = [];
  const shown: string[][] = [];
  const load = all.load((documents, change) => {
    changes.push(change);
    shown.push([...documents].map(([id, { state }]) => `${id}=${state.n}`));
  });
  return { server, all, changes, shown, load };
}

describe('a collection', () => {
  it('calls once when all is known, in id order, whatever the order of arrival', async () => {
    const { changes, shown, load } = incidents('incident-c', 'incident-a', 'other', 'incident-b');
    await load;
    expect(changes).toEqual([{ kind: 'snapshot' }]);
    expect(shown).toEqual([['incident-a=0', 'incident-b=0', 'incident-c=0']]);
  });

  it('calls at every change, with what changed', async () => {
    const { server, changes, shown, load } = incidents('incident-b');
    await load;
    server.put('incident-a', { n: 1 });
    server.put('incident-b', { n: 2 });
    server.delete('incident-a');
    server.put('elsewhere', { n: 9 });
    expect(changes.slice(1)).toEqual([
      { kind: 'state', id: 'incident-a' },
      { kind: 'state', id: 'incident-b' },
      { kind: 'gone', id: 'incident-a' },
    ]);
    expect(shown.at(-1)).toEqual(['incident-b=2']);
  });

  it('is empty and known when nothing matches', async () => {
    const { changes, all, load } = incidents();
    await load;
    expect([changes, all.documents.size, all.status.kind]).toEqual([[{ kind: 'snapshot' }], 0, 'live']);
  });

  it('a second load calls at once with what is known', async () => {
    const { server, all, load } = incidents('incident-a');
    await load;
    const sizes: number[] = [];
    await all.load((documents) => sizes.push(documents.size));
    expect([sizes, server.socket.subscribed]).toEqual([[1], ['incident-*']]);
  });

  it('drops at synced what was neither sent nor named, and only that', async () => {
    const { server, all, changes, load } = incidents('incident-a', 'incident-b');
    await load;
    server.accepts = false;
    server.socket.end(1006);
    await server.clock.advance(250);
    server.socket.open();
    // A broker that was not told of incident-c on this socket, which came from an answer to a write.
    server.replies.push(() =>
      problem(412, { code: 'version_conflict', current: { version: 7, data: { n: 3 }, meta: {} } }),
    );
    await all.patch('incident-c', { n: 1 }).catch(() => undefined);
    expect([...all.documents.keys()]).toEqual(['incident-a', 'incident-b', 'incident-c']);
    const { ref, since } = server.socket.said[0] ?? {};
    expect(Object.keys(since as object)).toEqual(['incident-a', 'incident-b']);
    server.socket.tell({ type: 'synced', ref, match: 'incident-*', count: 2 });
    expect([...all.documents.keys()]).toEqual(['incident-a', 'incident-b']);
    expect(changes.at(-1)).toEqual({ kind: 'gone', id: 'incident-c' });
    expect(all.status.kind).toBe('live');
  });

  it('comes back to what was created, changed and deleted meanwhile', async () => {
    const { server, shown, load } = incidents('incident-a', 'incident-b', 'incident-c');
    await load;
    server.socket.end(1006);
    server.put('incident-b', { n: 5 });
    server.put('incident-d', { n: 6 });
    server.documents.delete('incident-c');
    await server.clock.advance(250);
    expect(shown.at(-1)).toEqual(['incident-a=0', 'incident-b=5', 'incident-d=6']);
  });

  it('takes 5,000 documents, and reconnects with a since that fits', async () => {
    const ids = Array.from({ length: 5_000 }, (_, n) => `incident-INC-${String(n).padStart(5, '0')}`);
    const { server, all, changes, load } = incidents(...ids.toReversed());
    await load;
    expect([all.documents.size, changes.length]).toEqual([5_000, 1]);
    expect([...all.documents.keys()]).toEqual(ids);
    server.socket.end(1006);
    server.documents.delete('incident-INC-00000');
    server.documents.delete('incident-INC-04999');
    await server.clock.advance(250);
    expect(JSON.stringify(server.socket.said[0]).length).toBeLessThan(40_000);
    expect([...all.documents.keys()]).toEqual(ids.slice(1, -1));
  });

  it('writes single documents, shown at once and taken back when refused', async () => {
    const { server, all, load } = incidents('incident-a');
    await load;
    const ack = all.patch('incident-a', { n: 1 });
    expect(all.documents.get('incident-a')).toMatchObject({
      id: 'incident-a',
      state: { n: 1 },
      meta: { pending: true },
    });
    expect(await ack).toMatchObject({ id: 'incident-a' });
    await all.save('incident-b', { n: 2 });
    await all.update('incident-b', (state) => ({ n: (state?.n ?? 0) + 1 }));
    expect(all.documents.get('incident-b')?.state).toEqual({ n: 3 });
    await all.remove('incident-b');
    expect(all.documents.has('incident-b')).toBe(false);
    server.replies.push(() => problem(413, { code: 'document_too_large' }));
    await expect(all.save('incident-new', { n: 4 })).rejects.toMatchObject({ code: 'document_too_large' });
    expect(all.documents.has('incident-new')).toBe(false);
  });

  it('does not write outside of its pattern', async () => {
    const { all } = incidents();
    await expect(all.patch('other', { n: 1 })).rejects.toMatchObject({ code: 'outside_pattern' });
    await expect(all.save('incident-/', { n: 1 })).rejects.toMatchObject({ code: 'invalid_id' });
  });

  it('debounces per document', async () => {
    const server = new FakeServer();
    const all = server.sdk.luxBoard<Incident>('incident-*', { ...OPTIONS, debounce: 100 });
    await all.load();
    for (let n = 0; n < 5; n++) for (const id of ['incident-a', 'incident-b']) void all.save(id, { n });
    await server.clock.advance(100);
    expect(server.requests.map(({ path, body }) => [path, body?.data])).toEqual([
      ['/incident-a', { n: 4 }],
      ['/incident-b', { n: 4 }],
    ]);
  });

  it('calls nobody after close', async () => {
    const { server, all, changes, load } = incidents('incident-a');
    await load;
    const before = changes.length;
    all.close();
    server.put('incident-a', { n: 1 });
    expect([changes.length, all.status.kind, server.socket.state]).toEqual([before, 'closed', 'closed']);
    await expect(all.load()).rejects.toMatchObject({ code: 'closed' });
  });
});

describe('boards with the same endpoint and credential', () => {
  it('share one socket and one copy of a document, which is sent once', async () => {
    const { server, all, load } = incidents('incident-a');
    await load;
    const board = server.sdk.lux<Incident>('incident-a', OPTIONS);
    // The broker does not send again what this socket holds.
    server.accepts = false;
    const states: Incident[] = [];
    const boardLoad = board.load((state) => states.push(state));
    await settled();
    const said = server.socket.said.at(-1);
    expect(said).toMatchObject({ match: 'incident-a', since: {} });
    server.socket.tell({ type: 'synced', ref: said?.['ref'], match: 'incident-a', count: 1 });
    await boardLoad;
    expect(states).toEqual([{ n: 0 }]);
    server.accepts = true;
    await all.patch('incident-a', { n: 1 });
    expect([board.state, server.sockets.length]).toEqual([{ n: 1 }, 1]);
  });

  it('show a write of one in the other before the ack', async () => {
    const { server, all, load } = incidents('incident-a');
    await load;
    const board = server.sdk.lux<Incident>('incident-a', OPTIONS);
    void board.patch({ n: 7 });
    expect(all.documents.get('incident-a')?.state).toEqual({ n: 7 });
  });

  it('unsubscribe what only one of them followed, and keep the socket for the rest', async () => {
    const { server, all, load } = incidents('incident-a');
    await load;
    const board = server.sdk.lux('dashboard-main', OPTIONS);
    await board.load();
    all.close();
    expect(server.socket.said.at(-1)).toEqual({ type: 'unsubscribe', match: 'incident-*' });
    server.put('dashboard-main', 1);
    expect([board.state, server.socket.state]).toEqual([1, 'open']);
    board.close();
    expect(server.socket.state).toBe('closed');
  });

  it('that unsubscribed do not hear what was under way, and later ask for it', async () => {
    const { server, all, load } = incidents('incident-a');
    await load;
    await server.sdk.lux('dashboard-main', OPTIONS).load();
    const board = server.sdk.lux<Incident>('incident-a', OPTIONS);
    const { version } = board.meta;
    all.close();
    server.socket.tell({ type: 'state', id: 'incident-a', version: 900, data: { n: 9 }, meta: {} });
    expect(board.state).toEqual({ n: 0 });
    void board.load();
    expect(server.socket.said.at(-1)).toMatchObject({ match: 'incident-a', since: { 'incident-a': version } });
  });

  it('that subscribe again are not satisfied by the answer to the subscribe before', async () => {
    const { server } = incidents();
    await server.sdk.lux('dashboard-main', OPTIONS).load();
    server.accepts = false;
    const first = server.sdk.luxBoard('queue-*', OPTIONS);
    first.load().catch(() => undefined);
    const before = server.socket.said.at(-1)?.['ref'];
    first.close();
    const second = server.sdk.luxBoard('queue-*', OPTIONS);
    const load = second.load();
    const ref = server.socket.said.at(-1)?.['ref'];
    server.socket.tell({ type: 'synced', ref: before, match: 'queue-*', count: 0 });
    expect(second.status.kind).toBe('connecting');
    server.socket.tell({ type: 'synced', ref, match: 'queue-*', count: 0 });
    await load;
    expect(second.status.kind).toBe('live');
  });

  it('follow the same pattern with one subscription', async () => {
    const { server, all, load } = incidents('incident-a');
    await load;
    const second = server.sdk.luxBoard('incident-*', OPTIONS);
    await second.load();
    expect(server.socket.subscribed).toEqual(['incident-*']);
    all.close();
    server.put('incident-b', { n: 1 });
    expect(second.documents.size).toBe(2);
  });

  it('with another credential, or a URL of their own, have a socket of their own', async () => {
    const server = new FakeServer();
    await server.sdk.lux('a', OPTIONS).load();
    await server.sdk.lux('a', { ...OPTIONS, apiKey: 'other' }).load();
    await server.sdk.lux('a', { ...OPTIONS, websocketUrl: 'ws://broker.test/api/lux/stream/a' }).load();
    expect(server.sockets.map(({ token }) => token)).toEqual(['key', 'other', 'key']);
  });

  it('resubscribe everything after a reconnect', async () => {
    const { server, load } = incidents('incident-a');
    await load;
    const board = server.sdk.lux('dashboard-main', OPTIONS);
    await board.load();
    server.socket.end(1006);
    await server.clock.advance(250);
    expect(server.socket.subscribed).toEqual(['incident-*', 'dashboard-main']);
    expect(board.status.kind).toBe('live');
  });
});
