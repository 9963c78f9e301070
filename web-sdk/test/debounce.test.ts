import { describe, expect, it } from 'vitest';
import { OPTIONS, outcome, type FakeServer } from './support/fake-server.js';
import { liveBoard } from './support/live-board.js';

describe('debounce', () => {
  const debounced = () => liveBoard({ ...OPTIONS, debounce: 100 });
  const written = (server: FakeServer) => server.requests.map(({ method, body }) => [method, body?.data]);

  it('sends one request for many patches, and all who wrote learn its outcome', async () => {
    const { server, board } = await debounced();
    const acks = Promise.all([board.patch({ n: 1 }), board.patch({ owner: 'b' }), board.patch({ n: 2 })]);
    expect(board.state).toEqual({ status: 'triage', n: 2, owner: 'b' });
    await server.clock.advance(99);
    expect(server.requests).toHaveLength(0);
    await server.clock.advance(1);
    const done = await acks;
    const version = server.documents.get('a')?.version;
    expect(done).toEqual([1, 2, 3].map(() => ({ id: 'a', version })));
    expect(written(server)).toEqual([['PATCH', { n: 2, owner: 'b' }]]);
  });

  it('lets a save replace what is held', async () => {
    const { server, board } = await debounced();
    void board.patch({ n: 1 });
    void board.save({ status: 'whole' });
    void board.patch({ n: 2 });
    await server.clock.advance(100);
    expect(written(server)).toEqual([['PUT', { status: 'whole', n: 2 }]]);
  });

  it('waits for quiet, but not for ever', async () => {
    const { server, board } = await debounced();
    for (let n = 0; n < 10; n++) {
      void board.patch({ n });
      await server.clock.advance(60);
    }
    expect(written(server)).toEqual([['PATCH', { n: 8 }]]);
  });

  it('sends first what can not be said together with the next', async () => {
    const { server, board } = await debounced();
    const loose = board as unknown as { patch(patch: object): Promise<unknown> };
    void loose.patch({ owner: null });
    void loose.patch({ owner: { name: 'b' } });
    await server.clock.advance(100);
    expect(written(server)).toEqual([
      ['PATCH', { owner: null }],
      ['PATCH', { owner: { name: 'b' } }],
    ]);
  });

  it('does not hold a write with a condition, which comes after what is held', async () => {
    const { server, board } = await debounced();
    void board.patch({ n: 1 });
    await board.patch({ owner: 'b' }, { guard: { '/owner': [null] } });
    expect(written(server)).toEqual([
      ['PATCH', { n: 1 }],
      ['PATCH', { owner: 'b' }],
    ]);
  });

  it('sends what it holds when the board is closed', async () => {
    const { server, board } = await debounced();
    const patch = board.patch({ n: 1 });
    board.close();
    await patch;
    expect(written(server)).toEqual([['PATCH', { n: 1 }]]);
  });

  it('that ends offline rejects for all, and takes back what was shown', async () => {
    const { server, board } = await debounced();
    const all = Promise.all([outcome(board.patch({ n: 1 })), outcome(board.patch({ n: 2 }))]);
    server.online = false;
    await server.clock.advance(100);
    expect(await all).toMatchObject([{ code: 'offline' }, { code: 'offline' }]);
    expect(board.state).toEqual({ status: 'triage' });
    server.online = true;
    await server.clock.advance(60_000);
    expect(server.requests).toHaveLength(0);
  });
});
