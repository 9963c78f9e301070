import { afterAll, describe, expect, it } from 'vitest';
import { lux, type Present } from '../src/index.js';
import { apiKey, endpoint, sockets, until } from './support/real-broker.js';

/** Run by `npm run test:broker`; its boards have names of their own, and leave nothing behind. */
const prefix = `sdk-present-${Date.now().toString(36)}-`;

const open: { close(): void }[] = [];
/** A board on a socket of its own. */
function person(id: string) {
  const board = lux(id, { endpoint, token: () => apiKey });
  open.push(board);
  return board;
}

interface Who {
  name: string;
}

const names = (present: readonly Present<Who>[]): string =>
  present
    .map(({ state }) => state.name)
    .sort()
    .join();

afterAll(() => {
  for (const board of open) board.close();
});

describe('presence', () => {
  it('shows who came, what they say anew, and that they are gone, whatever ended them', async () => {
    const id = `${prefix}board`;
    let present: readonly Present<Who>[] = [];
    person(id).presence.watch<Who>((all) => (present = all));
    const ann = person(id);
    await ann.presence.join({ name: 'ann' });
    const annsSocket = sockets.at(-1);
    const bob = person(id);
    await bob.presence.join({ name: 'bob' });
    await until('both are there', () => names(present) === 'ann,bob');
    await bob.presence.join({ name: 'robert' });
    await until('he has another name', () => names(present) === 'ann,robert');
    bob.presence.leave();
    await until('he has left', () => names(present) === 'ann');
    const session = present[0]?.session;
    annsSocket?.terminate();
    await until('her socket is gone, and she with it', () => present.length === 0);
    await until('she is back on the next one', () => names(present) === 'ann');
    expect(present[0]?.session).toBe(session);
    ann.close();
    await until('the page is closed', () => present.length === 0);
  });

  it('knows fifty people', async () => {
    const id = `${prefix}many`;
    let present: readonly Present<Who>[] = [];
    person(id).presence.watch<Who>((all) => (present = all));
    const people = Array.from({ length: 50 }, () => person(id));
    await Promise.all(people.map((each, n) => each.presence.join({ name: `p${n}` })));
    await until('all are there', () => present.length === 50);
    for (const each of people) each.close();
    await until('all are gone', () => present.length === 0);
  });
});

describe('a question', () => {
  it('wakes who asked as soon as somebody answers, and counts one answer', async () => {
    const id = `${prefix}run`;
    const run = person(id);
    const operator = person(id);
    try {
      const asked = run.ask('Deploy?', { choices: ['yes', 'no'] });
      await operator.load();
      await until('it is asked', () => (operator.state as { question?: unknown } | undefined)?.question !== undefined);
      const answers = await Promise.allSettled(
        ['yes', 'no'].map((choice) =>
          operator.patch({ answer: { choice, by: 'ann' } }, { guard: { '/answer': [null] } }),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const counted = answers[0]?.status === 'fulfilled' ? 'yes' : 'no';
      expect(await asked).toEqual({ choice: counted, by: 'ann' });
      await expect(run.ask('And now?', { timeout: 300 })).rejects.toMatchObject({ code: 'unanswered' });
      expect(run.state).not.toHaveProperty('question');
    } finally {
      await run.remove();
    }
  });
});
