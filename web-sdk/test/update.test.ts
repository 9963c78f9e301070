import { describe, expect, it } from 'vitest';
import { FakeServer, OPTIONS, outcome, problem } from './support/fake-server.js';
import { liveBoard } from './support/live-board.js';

describe('update', () => {
  it('changes what is held, on condition of its version, without asking first', async () => {
    const { server, board } = await liveBoard();
    const version = board.meta.version;
    await board.update((state) => ({ status: state?.status ?? '', n: (state?.n ?? 0) + 1 }));
    expect(server.requests).toMatchObject([
      { method: 'PUT', body: { data: { status: 'triage', n: 1 }, ifVersion: version } },
    ]);
  });

  it('creates on condition that there is none', async () => {
    const server = new FakeServer();
    const board = server.sdk.lux<number>('a', OPTIONS);
    await board.load();
    await board.update((n) => (n ?? 0) + 1);
    expect([server.requests[0]?.body, server.documents.get('a')?.data]).toEqual([{ data: 1, ifVersion: 0 }, 1]);
  });

  it('asks first where nothing is followed', async () => {
    const server = new FakeServer();
    server.put('a', 41);
    const board = server.sdk.lux<number>('a', OPTIONS);
    await board.update((n) => (n ?? 0) + 1);
    expect(server.requests.map(({ method }) => method)).toEqual(['GET', 'PUT']);
    expect(server.documents.get('a')?.data).toBe(42);
  });

  it('asks first while an own write is not in what is held yet', async () => {
    const { server, board } = await liveBoard();
    server.pushes = false;
    await board.patch({ n: 1 });
    await board.update((state) => ({ status: 'triage', n: (state?.n ?? 0) + 1 }));
    expect(server.requests.map(({ method }) => method)).toEqual(['PATCH', 'GET', 'PUT']);
    expect(server.documents.get('a')?.data).toEqual({ status: 'triage', n: 2 });
  });

  it('decides again on what somebody else wrote meanwhile', async () => {
    const { server, board } = await liveBoard();
    server.pushes = false;
    server.put('a', { status: 'triage', n: 10 });
    const update = board.update((state) => ({ status: 'triage', n: (state?.n ?? 0) + 1 }));
    await server.clock.advance(50);
    await update;
    expect(server.documents.get('a')?.data).toEqual({ status: 'triage', n: 11 });
  });

  it('of many at once loses none', async () => {
    const server = new FakeServer();
    const others = Array.from({ length: 5 }, (_, n) => server.sdk.lux<number>('a', { ...OPTIONS, apiKey: `key-${n}` }));
    await Promise.all(others.map((board) => board.load()));
    let seed = 1;
    server.environment.random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
    let done = 0;
    for (const board of others) {
      for (let n = 0; n < 5; n++) void board.update((state) => (state ?? 0) + 1).then(() => done++);
    }
    for (let step = 0; step < 500 && done < 25; step++) await server.clock.advance(100);
    expect([done, server.documents.get('a')?.data]).toEqual([25, 25]);
  });

  it('gives up after a bounded number of tries, with the last conflict', async () => {
    const { server, board } = await liveBoard();
    for (let n = 0; n < 30; n++) server.replies.push(() => problem(412, { code: 'version_conflict', current: null }));
    const update = outcome(board.update(() => ({ status: 'x' })));
    await server.clock.advance(60_000);
    expect(await update).toMatchObject({ code: 'version_conflict' });
    expect([server.requests.length, board.state]).toEqual([20, { status: 'triage' }]);
  });

  it('rejects with what the change throws, and writes nothing', async () => {
    const { server, board } = await liveBoard();
    const update = board.update(() => {
      throw new RangeError('no');
    });
    await expect(update).rejects.toThrow(RangeError);
    expect(server.requests).toHaveLength(0);
  });

  it('hands out a copy that the change may alter', async () => {
    const { server, board } = await liveBoard();
    await board.update((state) => {
      if (state === undefined) throw new Error('absent');
      state.status = 'altered';
      return state;
    });
    expect(server.documents.get('a')?.data).toEqual({ status: 'altered' });
  });
});
