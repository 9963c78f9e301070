import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeFrame } from '../src/decode.js';

/** The same lines are held against the broker's encoder by its own tests. */
const GOLDEN = new URL('../../shared/src/test/resources/golden/frames.jsonl', import.meta.url);
const lines = readFileSync(GOLDEN, 'utf8').trimEnd().split('\n');

interface Line {
  readonly type: string;
  readonly meta?: object;
}

function parsed(line: string): Line {
  return JSON.parse(line) as Line;
}

describe('golden frames', () => {
  it.each(lines)('decodes %s', (line) => {
    const { meta, ...rest } = parsed(line);
    expect(decodeFrame(line)).toMatchObject({ ...rest, ...(['state', 'patch'].includes(rest.type) && meta) });
  });

  it('cover every type of frame', () => {
    const types = new Set(lines.map((line) => parsed(line).type));
    expect([...types].sort()).toEqual(['ack', 'bye', 'error', 'gone', 'patch', 'state', 'status', 'synced']);
  });

  it('without skipped and reset mean neither', () => {
    expect(decodeFrame(lines[0])).toMatchObject({ skipped: 0, reset: false });
  });

  it('keep a member called __proto__ a member', () => {
    const frame = decodeFrame(lines.find((line) => line.includes('__proto__')));
    expect(JSON.stringify(frame)).toContain('{"__proto__":null}');
  });
});

describe('what is no frame', () => {
  it.each([
    ['not text', new ArrayBuffer(2)],
    ['no JSON', '{"type":'],
    ['no object', '[1]'],
    ['null', 'null'],
    ['an unknown type', '{"type":"diff","id":"a","version":1}'],
    ['a patch without a base', '{"type":"patch","id":"a","version":2,"patch":{},"meta":{}}'],
    ['a patch that is no object', '{"type":"patch","id":"a","version":2,"base":1,"patch":[1],"meta":{}}'],
    ['a state without data', '{"type":"state","id":"a","version":1,"meta":{}}'],
    ['a version that is a string', '{"type":"gone","id":"a","version":"1","reason":"deleted"}'],
    ['a version above what JavaScript holds', '{"type":"gone","id":"a","version":9007199254740992,"reason":"deleted"}'],
    ['an id that is a number', '{"type":"synced","match":1,"count":2}'],
  ])('%s is ignored', (_what, text) => {
    expect(decodeFrame(text)).toBeUndefined();
  });

  it('an unknown key in a known frame is ignored', () => {
    expect(decodeFrame('{"type":"bye","code":"draining","reconnectAfterMs":1,"new":{}}')).toEqual({
      type: 'bye',
      code: 'draining',
      reconnectAfterMs: 1,
    });
  });
});
