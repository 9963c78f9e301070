import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject } from '../src/json.js';
import { applyMergePatch, composeMergePatches } from '../src/merge-patch.js';
import { compose, apply, type Operation } from '../src/operation.js';

/** RFC 7396, appendix A. */
const RFC_7396: readonly [target: string, patch: string, result: string][] = [
  ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
  ['{"a":"b"}', '{"a":null}', '{}'],
  ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
  ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
  ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
  ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
  ['["a","b"]', '["c","d"]', '["c","d"]'],
  ['{"a":"b"}', '["c"]', '["c"]'],
  ['{"a":"foo"}', 'null', 'null'],
  ['{"a":"foo"}', '"bar"', '"bar"'],
  ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
  ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
  ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
  ['{}', '{"__proto__":{"polluted":1}}', '{"__proto__":{"polluted":1}}'],
];

const { json, object } = fc.letrec<{ json: Json; object: JsonObject }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Json>(null, true, 1, 'x'),
    fc.array(fc.constantFrom<Json>(1, 'y'), { maxLength: 2 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__'), tie('json'), { maxKeys: 3 }),
}));

describe('merge patch', () => {
  it.each(RFC_7396)('%s with %s is %s', (target, patch, result) => {
    expect(JSON.stringify(applyMergePatch(JSON.parse(target) as Json, JSON.parse(patch) as Json))).toBe(result);
  });

  it('composed does what both do, on every target, wherever it can be composed', () => {
    fc.assert(
      fc.property(json, object, object, (target, first, second) => {
        const both = composeMergePatches(first, second);
        if (both === undefined) return;
        expect(applyMergePatch(target, both)).toEqual(applyMergePatch(applyMergePatch(target, first), second));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is not composed where no single patch can say it', () => {
    expect(composeMergePatches({ a: null }, { a: { b: 1 } })).toBeUndefined();
    expect(composeMergePatches({ x: { a: 1 } }, { x: { a: { b: 1 } } })).toBeUndefined();
  });

  it('operations composed do what both do in order', () => {
    const operation = fc.oneof(
      json.map((data): Operation => ({ kind: 'put', data })),
      object.map((data): Operation => ({ kind: 'patch', data })),
    );
    fc.assert(
      fc.property(fc.option(json, { nil: undefined }), operation, operation, (before, first, second) => {
        const both = compose(first, second);
        if (both === undefined) return;
        expect(apply(both, before)).toEqual(apply(second, apply(first, before)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('of two puts keeps the last, of a put and a patch makes a put', () => {
    expect(compose({ kind: 'put', data: 1 }, { kind: 'put', data: 2 })).toEqual({ kind: 'put', data: 2 });
    const put = compose({ kind: 'put', data: { a: 1, b: 2 } }, { kind: 'patch', data: { a: null, c: 3 } });
    expect(put).toEqual({ kind: 'put', data: { b: 2, c: 3 } });
    expect(isObject(put?.data)).toBe(true);
  });
});
