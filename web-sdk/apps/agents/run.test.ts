import { describe, expect, it } from 'vitest';
import { answerTo, openQuestion, whoAnswered } from './question.js';
import { compareRuns, countText, isQuiet, kindOf, runOf, type Run } from './run.js';

const AT = '2026-06-17T22:18:00Z';
const run = (id: string, step: string, at = AT): Run => runOf({ id, state: { step }, version: 1, at, by: 'a' });

describe('a step', () => {
  it.each([
    ['queued', 'queued'],
    ['planning', 'active'],
    ['fetching data', 'active'],
    ['validating', 'active'],
    ['waiting on user input', 'waiting'],
    ['Waiting_on-user input', 'waiting'],
    ['retrying', 'active'],
    ['complete', 'complete'],
    ['failed', 'failed'],
    ['constructor', 'active'],
    [undefined, 'active'],
  ])('%s is %s', (step, kind) => {
    expect(kindOf(step)).toBe(kind);
  });
});

describe('a run', () => {
  it('shows the summary as it was written', () => {
    const state = { job: 'j', step: 'planning', summary: ' as is ' };
    expect(runOf({ id: 'x', state, version: 1, at: AT, by: 'a' }).summary).toBe(' as is ');
  });

  it('finds words of its own where the agent left the summary out', () => {
    const state = { job: 'invoice-reconcile', step: 'validating', progress: 67 };
    expect(runOf({ id: 'x', state, version: 1, at: AT, by: 'a' }).summary).toBe('invoice-reconcile validating 67%');
  });

  it.each([
    [{ progress: 140 }, 100],
    [{ progress: -3 }, 0],
    [{ progress: '67' }, undefined],
    [{ step: 'complete' }, 100],
    ['text', undefined],
  ])('with %j is so far: %s', (state, progress) => {
    expect(runOf({ id: 'x', state, version: 1, at: AT, by: 'a' }).progress).toBe(progress);
  });

  it('is quiet when it works and said nothing for a minute', () => {
    const later = Date.parse(AT) + 60_001;
    expect([
      isQuiet(run('a', 'planning'), later),
      isQuiet(run('a', 'complete'), later),
      isQuiet(run('a', 'planning'), later - 1),
    ]).toEqual([true, false, false]);
  });
});

describe('a run that asks', () => {
  const question = { text: 'Deploy to production?', choices: ['yes', 'no'] };
  const asks = (state: object): Run => runOf({ id: 'x', state, version: 1, at: AT, by: 'a' });

  it('waits for somebody, whatever its step is called', () => {
    expect(asks({ step: 'deploying', question })).toMatchObject({ kind: 'waiting', question });
    expect(asks({ step: 'deploying', question, answer: null }).kind).toBe('waiting');
  });

  it('goes on when it was answered', () => {
    const answer = { choice: 'yes', by: 'ann' };
    expect(asks({ step: 'waiting on user input', question, answer })).toMatchObject({
      kind: 'active',
      question: undefined,
    });
  });

  it('may leave the words to whoever answers', () => {
    expect(openQuestion({ question: { text: 'Which?', choices: 'none' } })).toEqual({ text: 'Which?', choices: [] });
    expect(openQuestion({ question: { choices: ['a'] } })).toBeUndefined();
    expect(openQuestion('text')).toBeUndefined();
  });

  it('is answered once, and only what was asked', () => {
    expect(answerTo(question, 'yes', 'ann')).toEqual({
      patch: { answer: { choice: 'yes', by: 'ann' } },
      guard: { '/answer': [null], '/question/text': ['Deploy to production?'] },
    });
  });

  it('tells the second who was first', () => {
    expect(whoAnswered('j', { answer: { choice: 'no', by: 'bob' } })).toBe('j was answered first by bob: no');
    expect(whoAnswered('j', { answer: 'no' })).toBe('j was answered first: no');
    expect(whoAnswered('j', { answer: null })).toBe('j does not ask this any more');
  });
});

describe('a run whose agent is silent', () => {
  const stale = { since: '2026-06-17T22:18:15Z', by: 'agent-1' };
  const silent = (step: string): Run => runOf({ id: 'x', state: { step }, version: 2, at: AT, by: 'lux', stale });

  it('is dead, since when, and whose it was', () => {
    expect(silent('planning')).toMatchObject({ kind: 'silent', step: 'planning', at: stale.since, by: 'agent-1' });
    expect(silent('waiting on user input').kind).toBe('silent');
  });

  it('is as it says when it had ended', () => {
    expect([silent('complete'), silent('failed')]).toMatchObject([
      { kind: 'complete', at: AT, by: 'lux' },
      { kind: 'failed', at: AT, by: 'lux' },
    ]);
  });

  it('comes first, and is counted', () => {
    const runs = [run('b', 'waiting'), silent('planning')].sort(compareRuns);
    expect(runs.map(({ id }) => id)).toEqual(['x', 'b']);
    expect(countText(runs)).toBe('1 silent, 1 waiting for somebody');
  });
});

describe('the order of runs', () => {
  it('is what needs somebody, what works, what is queued, what failed, what is done', () => {
    const runs = ['complete', 'failed', 'queued', 'planning', 'waiting'].map((step) => run(step, step));
    expect(runs.sort(compareRuns).map(({ id }) => id)).toEqual(['waiting', 'planning', 'queued', 'failed', 'complete']);
  });

  it('does not change while runs work', () => {
    const runs = [run('run-10', 'planning', '2026-06-17T22:19:00Z'), run('run-9', 'validating')];
    expect(runs.sort(compareRuns).map(({ id }) => id)).toEqual(['run-9', 'run-10']);
  });

  it('has the newest first of those that have ended', () => {
    const runs = [run('run-1', 'failed'), run('run-2', 'failed', '2026-06-17T22:19:00Z')];
    expect(runs.sort(compareRuns).map(({ id }) => id)).toEqual(['run-2', 'run-1']);
  });
});

it('the count names only what there is', () => {
  const runs = [run('a', 'waiting'), run('b', 'planning'), run('c', 'retrying')];
  expect([countText(runs), countText([])]).toEqual(['1 waiting for somebody, 2 active', 'No runs']);
});
