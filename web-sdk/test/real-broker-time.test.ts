import { afterAll, describe, expect, it } from 'vitest';
import { lux, type LuxError } from '../src/index.js';
import { apiKey, endpoint, until } from './support/real-broker.js';

/** Run by `npm run test:broker`; writes documents under a prefix of its own, and removes them. */
const prefix = `sdk-time-${Date.now().toString(36)}-`;

const open: { remove(): Promise<void>; close(): void }[] = [];
function opened<B extends { remove(): Promise<void>; close(): void }>(board: B): B {
  open.push(board);
  return board;
}

afterAll(async () => {
  await Promise.all(open.map((board) => board.remove()));
  for (const board of open) board.close();
});

describe('a claim', () => {
  it('is won by one of a hundred operators who try at once, and all others are told who', async () => {
    const id = `${prefix}claimed`;
    await opened(lux(id, { endpoint, apiKey, realtime: false })).save({ status: 'triage', owner: null });
    const claims = await Promise.all(
      Array.from({ length: 100 }, async (_, n) => {
        const board = opened(lux(id, { endpoint, token: () => apiKey, realtime: false }));
        return board.claim('/owner', `operator-${n}`);
      }),
    );
    const winners = claims.filter(({ won }) => won);
    expect(winners).toHaveLength(1);
    expect(new Set(claims.map(({ owner }) => owner))).toEqual(new Set([winners[0]?.owner]));
  });
});

describe('a lease', () => {
  it('runs out, and comes back with its holder', async () => {
    const id = `${prefix}leased`;
    const board = opened(lux(id, { endpoint, apiKey }));
    await board.load();
    const { holder = '' } = await board.save({ progress: 1 }, { lease: '1s' });
    await until('the mark', () => board.meta.stale !== undefined);
    expect(board.meta.stale).toMatchObject({ reason: 'lease' });
    expect(board.state).toEqual({ progress: 1 });
    await board.heartbeat(holder);
    await until('no mark', () => board.meta.stale === undefined);
    await board.patch({ progress: 2 }, { holder, lease: null });
    const late: Promise<unknown> = board.heartbeat(holder).catch((error: unknown) => (error as LuxError).code);
    expect(await late).toBe('not_holder');
  });
});
