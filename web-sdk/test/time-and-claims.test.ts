import { describe, expect, it } from 'vitest';
import { json, outcome, problem } from './support/fake-server.js';
import { liveBoard } from './support/live-board.js';

describe('a write', () => {
  it('may say how long it holds good, and who holds it', async () => {
    const { server, board } = await liveBoard();
    server.replies.push(() => json(200, { id: 'a', version: 102, holder: 'h'.repeat(22) }));
    const ack = await board.patch({ n: 1 }, { lease: '15s', onExpire: 'delete', ttl: null });
    expect(ack).toEqual({ id: 'a', version: 102, holder: 'h'.repeat(22) });
    expect(server.requests[0]?.body).toEqual({ data: { n: 1 }, lease: '15s', onExpire: 'delete', ttl: null });
    await board.remove({ holder: 'h' });
    expect(server.requests[1]).toMatchObject({ method: 'DELETE', body: { holder: 'h' } });
  });

  it('may be a claim: a patch on condition that nobody has it', async () => {
    const { server, board } = await liveBoard();
    expect(await board.claim('/desk/a~1b', 'me')).toEqual({
      won: true,
      owner: 'me',
      version: server.documents.get('a')?.version,
    });
    expect(server.requests[0]).toMatchObject({
      method: 'PATCH',
      body: { data: { desk: { 'a/b': 'me' } }, guard: { '/desk/a~1b': [null, 'me'] } },
    });
  });

  it('that claims what somebody has says who', async () => {
    const { server, board } = await liveBoard();
    const meta = { at: 't', by: 'other' };
    const refused = (data: object) => () =>
      problem(412, { code: 'guard_failed', failedGuards: ['/owner'], current: { version: 200, data, meta } });
    server.replies.push(refused({ owner: 'b' }), refused({ other: 'b' }));
    expect(await board.claim('/owner', 'me')).toEqual({ won: false, owner: 'b', version: 200 });
    expect(await board.claim('/owner/toString', 'me')).toEqual({ won: false, owner: undefined, version: 200 });
  });

  it('that claims fails as any other does', async () => {
    const { server, board } = await liveBoard();
    server.replies.push(() => problem(403, { code: 'forbidden' }));
    expect(await outcome(board.claim('/owner', 'me'))).toMatchObject({ code: 'forbidden' });
  });

  it('of a holder needs no state to say that it is there', async () => {
    const { server, board } = await liveBoard();
    server.replies.push(() => json(200, { id: 'a', version: 101 }));
    server.replies.push(() => problem(412, { code: 'not_holder', current: null }));
    expect(await board.heartbeat('mine')).toEqual({ id: 'a', version: 101 });
    expect(server.requests[0]).toMatchObject({ method: 'POST', path: '/a/heartbeat', body: { holder: 'mine' } });
    expect(await outcome(board.heartbeat('mine'))).toMatchObject({ code: 'not_holder', current: null });
  });
});
