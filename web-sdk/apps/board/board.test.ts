import { describe, expect, it } from 'vitest';
import type { Doc } from '../common/doc.js';
import { neighbourCard } from './keyboard.js';
import { asSeen, cardOf, columnOf, group, incidentId, moveTo, neighbour } from './status.js';
import { whoWasFirst } from './who-was-first.js';

const doc = (id: string, state: unknown): Doc => ({ id, state, version: 1, at: '2026-06-17T22:18:00Z', by: 'a' });

describe('a column', () => {
  it.each([
    ['triage', 'triage'],
    [' Mitigating ', 'mitigating'],
    ['resolved', 'resolved'],
    ['closed', 'other'],
    [undefined, 'other'],
    [7, 'other'],
  ])('for the status %s is %s', (status, column) => {
    expect(columnOf({ status })).toBe(column);
  });

  it('holds its documents in natural order', () => {
    const docs = ['INC-10', 'INC-9'].map((id) => doc(id, { status: 'triage' }));
    expect(
      group(docs)
        .get('triage')
        ?.map(({ id }) => id),
    ).toEqual(['INC-9', 'INC-10']);
  });

  it('exists also when it is empty', () => {
    expect([...group([]).keys()]).toEqual(['triage', 'investigating', 'mitigating', 'resolved', 'other']);
  });

  it('has a neighbour that is a status, or none', () => {
    expect([
      neighbour('triage', -1),
      neighbour('triage', 1),
      neighbour('resolved', 1),
      neighbour('other', -1),
      neighbour('other', 1),
    ]).toEqual([undefined, 'investigating', undefined, 'resolved', undefined]);
  });
});

describe('a card', () => {
  it('shows the summary as it was written', () => {
    expect(cardOf(doc('x', { ticket: 'T', status: 'triage', summary: ' <b>as is</b> ' })).summary).toBe(
      ' <b>as is</b> ',
    );
  });

  it('finds words of its own where the producer left the summary out', () => {
    const states = [
      { ticket: 'INC-1042', status: 'mitigating' },
      { depth: 4, oldest: '3m' },
      { status: 'odd' },
      'text',
      [1],
    ];
    expect(states.map((state) => cardOf(doc('x', state)).summary)).toEqual([
      'INC-1042 mitigating',
      'depth 4, oldest 3m',
      'odd',
      'text',
      'No summary',
    ]);
  });

  it('is named after its ticket, else its id', () => {
    expect([cardOf(doc('x', { ticket: 'T' })).title, cardOf(doc('x', {})).title]).toEqual(['T', 'x']);
  });

  it('wears a badge only for a status that is no column', () => {
    expect([cardOf(doc('x', { status: 'closed' })).badge, cardOf(doc('x', { status: 'triage' })).badge]).toEqual([
      'closed',
      undefined,
    ]);
  });
});

describe('a move', () => {
  it('takes a summary along that only said ticket and status', () => {
    const state = { ticket: 'INC-1', status: 'triage', summary: 'INC-1 triage' };
    expect(moveTo(state, 'resolved')).toEqual({ status: 'resolved', summary: 'INC-1 resolved' });
  });

  it("leaves a writer's own summary alone", () => {
    const state = { ticket: 'INC-1', status: 'triage', summary: 'Checkout is down' };
    expect(moveTo(state, 'resolved')).toEqual({ status: 'resolved' });
  });

  it('insists on the value that was seen, or on its absence', () => {
    expect([asSeen({ owner: 'a' }, 'owner'), asSeen({}, 'owner')]).toEqual([{ '/owner': ['a'] }, { '/owner': [null] }]);
  });
});

describe('the id of an incident', () => {
  it.each([
    ['INC-1', 'incident-INC-1'],
    ['', undefined],
    ['a b', undefined],
    ['a/b', undefined],
    ['a'.repeat(119), `incident-${'a'.repeat(119)}`],
    ['a'.repeat(120), undefined],
  ])('for the ticket "%s" is %s', (ticket, id) => {
    expect(incidentId(ticket)).toBe(id);
  });
});

describe('an arrow key', () => {
  const columns = [['a1', 'a2', 'a3'], ['b1']];

  it.each([
    ['a1', 'ArrowDown', 'a2'],
    ['a1', 'ArrowUp', undefined],
    ['a2', 'Home', 'a1'],
    ['a1', 'End', 'a3'],
    ['a3', 'ArrowRight', 'b1'],
    ['b1', 'ArrowLeft', 'a1'],
    ['b1', 'ArrowRight', undefined],
    ['a1', 'x', undefined],
    ['elsewhere', 'ArrowDown', undefined],
  ])('from %s with %s leads to %s', (from, key, to) => {
    expect(neighbourCard(columns, from, key)).toBe(to);
  });
});

describe('the second of two operators', () => {
  const at = '2026-06-17T22:18:00Z';
  const now = Date.parse(at) + 3_000;
  const current = (state: unknown): { state: unknown; version: number; at: string; by: string } => ({
    state,
    version: 2,
    at,
    by: 'key-b',
  });

  it.each([
    ['owner', current({ owner: 'b' }), 'INC-1 was taken first by b (written by key-b, 3 s ago)'],
    ['owner', current({ owner: 'key-b' }), 'INC-1 was taken first by key-b (3 s ago)'],
    ['owner', current({}), 'INC-1 was given back first (key-b, 3 s ago)'],
    ['status', current({ status: 'resolved' }), 'INC-1 was moved to resolved first (by key-b, 3 s ago)'],
    ['status', null, 'INC-1 is not there any more'],
  ] as const)('who wanted the %s is told who was first', (name, found, words) => {
    expect(whoWasFirst('INC-1', name, { current: found }, now)).toBe(words);
  });
});
