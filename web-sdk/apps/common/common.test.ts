import { describe, expect, it } from 'vitest';
import { ageText, elapsedSince } from './age.js';
import { catchUp } from './diff.js';
import { byId, withoutPrefix, type Doc } from './doc.js';
import { curl } from './examples.js';
import { facts, field, number, text } from './fields.js';
import { wordsFilter } from './filter.js';
import { keyInFragment } from './key.js';
import { presentText } from './present.js';
import { isPattern, matches, parsePatterns } from './patterns.js';
import { phaseNote, phaseText, worst, type Phase } from './phase.js';

describe('age', () => {
  it.each([
    [-5_000, 'just now'],
    [1_999, 'just now'],
    [2_000, '2 s ago'],
    [59_999, '59 s ago'],
    [60_000, '1 min ago'],
    [3_599_999, '59 min ago'],
    [3_600_000, '1 h ago'],
    [86_399_999, '23 h ago'],
    [86_400_000, '1 d ago'],
    [Number.NaN, 'unknown'],
  ])('of %d ms is "%s"', (elapsed, words) => {
    expect(ageText(elapsed)).toBe(words);
  });

  it('reads the microseconds of the broker', () => {
    expect(elapsedSince('2026-06-17T22:18:00.123456Z', Date.parse('2026-06-17T22:18:05.123Z'))).toBe(5_000);
  });
});

describe('a field', () => {
  it('of anything but an object is absent', () => {
    expect([null, 7, 'text', ['a']].map((state) => field(state, '0'))).toEqual(Array(4).fill(undefined));
  });

  it('that every object inherits is absent', () => {
    expect(field({}, 'constructor')).toBeUndefined();
  });

  it('is text when it is a scalar with something to show', () => {
    const state = { a: ' kept ', b: '', c: 0, d: false, e: null, f: {} };
    expect(Object.keys(state).map((name) => text(state, name))).toEqual([
      ' kept ',
      undefined,
      '0',
      'false',
      undefined,
      undefined,
    ]);
  });

  it('is a number only when it is one', () => {
    expect([number({ n: 1.5 }, 'n'), number({ n: '1.5' }, 'n')]).toEqual([1.5, undefined]);
  });

  it('becomes a fact in the order of the document, up to the limit', () => {
    const found = facts({ skip: 1, a: 1, deep: {}, b: 'x', c: true }, new Set(['skip']), 2);
    expect(found).toEqual([
      ['a', '1'],
      ['b', 'x'],
    ]);
  });
});

describe('ids', () => {
  it('are in natural order, and those that differ in case only have one order too', () => {
    const ids = ['INC-10', 'INC-9', 'inc-9'].map((id) => ({ id }));
    expect(ids.sort(byId).map(({ id }) => id)).toEqual(['INC-9', 'inc-9', 'INC-10']);
  });

  it('lose a prefix only when something is left', () => {
    expect([withoutPrefix('service-a', 'service-'), withoutPrefix('service-', 'service-')]).toEqual(['a', 'service-']);
  });
});

describe('catching up', () => {
  const doc = (id: string, version: number, state: unknown = 'same'): Doc => ({ id, version, state, at: '', by: '' });
  const map = (...docs: Doc[]): Map<string, Doc> => new Map(docs.map((one) => [one.id, one]));

  it('tells what is new, what changed, and what left', () => {
    const known = map(doc('same', 1), doc('newer', 1), doc('left', 1));
    const changes = catchUp(known, map(doc('same', 1), doc('newer', 2), doc('new', 1)));
    expect([changes.changed.map(({ id }) => id), changes.gone]).toEqual([['newer', 'new'], ['left']]);
  });

  it('leaves known equal to what came', () => {
    const known = map(doc('left', 1), doc('a', 1));
    const incoming = map(doc('a', 2), doc('b', 1));
    catchUp(known, incoming);
    expect(known).toEqual(incoming);
  });

  it('tells of a local edit, which changes the state and not the version', () => {
    expect(catchUp(map(doc('a', 1)), map(doc('a', 1, 'edited'))).changed).toHaveLength(1);
  });
});

describe('patterns', () => {
  it.each([
    ['incident-*', true],
    ['*', true],
    ['incident-INC-1042', true],
    ['stream', false],
    ['*-x', false],
    ['-x', false],
    ['', false],
    ['a b', false],
    [`${'a'.repeat(128)}*`, true],
    ['a'.repeat(129), false],
  ])('%s is one: %s', (value, expected) => {
    expect(isPattern(value)).toBe(expected);
  });

  it('match a prefix, or exactly', () => {
    expect([matches('a-*', 'a-1'), matches('a-*', 'b-1'), matches('a', 'a'), matches('a', 'ab')]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it.each([
    [null, ['fallback']],
    [' , ,!', ['fallback']],
    ['b, a-*', ['b', 'a-*']],
    ['a-*,a-1,a-b*,b', ['a-*', 'b']],
    ['a,a', ['a']],
    ['*,a-*,b', ['*']],
  ])('of the query %s are %s', (query, expected) => {
    expect(parsePatterns(query, ['fallback'])).toEqual(expected);
  });
});

describe('a key', () => {
  it.each([
    ['#key=abc', 'abc'],
    ['#key=a%2Fb', 'a/b'],
    ['#key=a+b', 'a+b'],
    ['#other=1&key=abc', 'abc'],
    ['#key=', undefined],
    ['#key=%20', undefined],
    ['', undefined],
    ['#abc', undefined],
  ])('in %s is %s', (fragment, key) => {
    expect(keyInFragment(fragment)).toBe(key);
  });
});

describe('the phase of a page', () => {
  it('is that of its worst subscription', () => {
    const refused: Phase = { kind: 'refused', unauthorized: true, detail: '' };
    const phases: Phase[] = [{ kind: 'live' }, refused, { kind: 'reconnecting' }];
    expect(worst(phases)).toBe(refused);
  });

  it('is live without subscriptions in trouble, and has nothing to say then', () => {
    expect(phaseNote(worst([{ kind: 'live' }]))).toBe('');
  });

  it('has a word for each kind', () => {
    const kinds = ['no-key', 'connecting', 'live', 'stale', 'reconnecting'] as const;
    const words = kinds.map((kind) => phaseText({ kind }));
    expect(new Set(words).size).toBe(kinds.length);
  });
});

describe('the filter', () => {
  it.each([
    ['', true],
    ['  INC  mitig', true],
    ['mitigating inc-1042', true],
    ['inc triage', false],
  ])('"%s" finds the card: %s', (query, found) => {
    expect(wordsFilter(query)('INC-1042 mitigating')).toBe(found);
  });
});

describe('an example command', () => {
  it('quotes its body for a POSIX shell', () => {
    const command = curl('http://h:1', { title: '', id: 'a', data: { text: "it's" } });
    expect(command).toContain(String.raw`-d '{"data":{"text":"it'\''s"}}'`);
  });

  it('names the variable of the key and never a key', () => {
    expect(curl('http://h:1', { title: '', id: 'a', data: {} })).toContain('Bearer $LUX_API_KEY"');
  });
});

describe('who looks', () => {
  const present = (...names: (string | undefined)[]) =>
    names.map((name, n) => ({
      session: String(n),
      by: 'dev',
      mine: n === 0,
      state: name === undefined ? {} : { name },
    }));

  it.each([
    [[], 'Nobody looks at this'],
    [['me'], 'Nobody else looks at this'],
    [['me', 'bob', 'ann'], '3 look at this: you, ann, bob'],
    [['me', undefined], '2 look at this: you, somebody'],
    [['me', 'a', 'b', 'c', 'd'], '5 look at this: you, a, b, c, d'],
    [['me', 'a', 'b', 'c', 'd', 'e', 'f'], '7 look at this: you, a, b, c, d and 2 more'],
  ])('of %j is told as %s', (names, shown) => {
    expect(presentText(present(...names))).toBe(shown);
  });
});
