import { describe, expect, it } from 'vitest';
import { insistsOn, isBehind } from './edit.js';
import { hasInexactNumber, parseDocument, pretty } from './json.js';

const doc = { id: 'a', state: {}, version: 7, at: '', by: '' };

describe('the text of an editor', () => {
  it.each(['{"a":1}', '[]', '0', '""', 'false'])('%s is a document', (source) => {
    expect(parseDocument(source)).toEqual({ ok: true, value: JSON.parse(source) as unknown });
  });

  it.each([
    ['', 'nothing here'],
    ['  ', 'nothing here'],
    ['null', 'can’t be null'],
    ['{', 'not JSON'],
    ['{a:1}', 'not JSON'],
  ])('"%s" is none, and says why', (source, why) => {
    const parsed = parseDocument(source);
    expect(parsed.ok ? '' : parsed.why).toContain(why);
  });

  it('comes back as it was', () => {
    const value = { a: [1, { b: null }], c: 'ü' };
    expect(parseDocument(pretty(value))).toEqual({ ok: true, value });
  });
});

it.each([
  ['{"a":[9007199254740993]}', true],
  ['{"a":9007199254740991}', false],
  ['{"a":0.1}', false],
  ['"12345678901234567890"', false],
])('%s holds a number that is not exact: %s', (source, inexact) => {
  expect(hasInexactNumber(JSON.parse(source))).toBe(inexact);
});

describe('an edit', () => {
  const open = { kind: 'open', id: 'a', base: 7 } as const;

  it('insists on the version that was seen', () => {
    expect([
      insistsOn(open),
      insistsOn({ kind: 'conflict', id: 'a', current: { ...doc, version: 9 } }),
      insistsOn({ kind: 'conflict', id: 'a', current: undefined }),
    ]).toEqual([7, 9, 0]);
  });

  it('is behind when the document was written or deleted since', () => {
    expect([isBehind(open, doc), isBehind(open, { ...doc, version: 8 }), isBehind(open, undefined)]).toEqual([
      false,
      true,
      true,
    ]);
  });
});
