import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullJitter } from '../src/backoff.js';
import { comesBack, refusal } from '../src/close-code.js';
import { LocalDocument } from '../src/local-document.js';
import { OrderedMap } from '../src/ordered-map.js';
import { checkedId, checkedPattern, matches } from '../src/pattern.js';
import { MAX_SINCE_CHARS, sinceWithin } from '../src/since.js';
import { MAX_WAITING_WRITES, SerialQueue } from '../src/serial-queue.js';
import { smallMatch, StreamUrl } from '../src/stream-url.js';

describe('full jitter', () => {
  it('is between nothing and the doubled bound, and never above the cap', () => {
    fc.assert(
      fc.property(fc.nat(2_000), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempt, random) => {
        const delay = fullJitter({ baseMs: 250, capMs: 15_000 }, attempt, random);
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThan(Math.min(15_000, 250 * 2 ** attempt));
      }),
    );
  });
});

describe('close codes', () => {
  it.each([
    [1000, true],
    [1001, true],
    [1006, true],
    [1008, true],
    [1011, true],
    [4000, true],
    [4002, true],
    [4499, true],
    [4500, false],
    [4501, false],
    [4999, false],
    [5000, true],
  ])('%d comes back: %s', (code, back) => {
    expect(comesBack(code)).toBe(back);
  });

  it('that are not known still make an error', () => {
    expect(refusal(4777)).toMatchObject({ code: 'refused', detail: 'The broker closed the stream with 4777.' });
  });
});

describe('ids and patterns', () => {
  it.each(['a', 'incident-INC-1042', 'A.b_c:d~e-9', 'x'.repeat(128)])('%s is an id', (id) => {
    expect(checkedId(id)).toBe(id);
  });
  it.each(['', 'stream', '-a', 'a/b', 'a b', 'ä', 'a*', 'x'.repeat(129), '__proto__', 'a\n'])('"%s" is no id', (id) => {
    expect(() => checkedId(id)).toThrow(expect.objectContaining({ code: 'invalid_id' }) as Error);
  });
  it.each(['*', 'incident-*', 'a', 'stream*'])('%s is a pattern', (pattern) => {
    expect(checkedPattern(pattern)).toBe(pattern);
  });
  it.each(['', '-*', '*a', 'a**', 'stream'])('"%s" is no pattern', (pattern) => {
    expect(() => checkedPattern(pattern)).toThrow(expect.objectContaining({ code: 'invalid_pattern' }) as Error);
  });
  it('an id matches itself alone, a prefix all that begins with it', () => {
    expect([matches('a', 'a'), matches('a', 'ab'), matches('a*', 'ab'), matches('a*', 'a'), matches('*', 'z')]).toEqual(
      [true, false, true, true, true],
    );
  });
});

describe('an ordered map', () => {
  it('is read in key order whatever was done to it', () => {
    const action = fc.tuple(fc.constantFrom('set', 'delete', 'read'), fc.string({ maxLength: 2 }), fc.nat());
    fc.assert(
      fc.property(fc.array(action), (actions) => {
        const map = new OrderedMap<number>();
        const model = new Map<string, number>();
        for (const [what, key, value] of actions) {
          if (what === 'set') {
            map.set(key, value);
            model.set(key, value);
          } else if (what === 'delete') {
            map.delete(key);
            model.delete(key);
          } else {
            expect([...map.inOrder]).toEqual([...model].sort(([a], [b]) => (a < b ? -1 : 1)));
          }
        }
        expect([...map.inOrder.keys()]).toEqual([...model.keys()].sort());
      }),
    );
  });
});

describe('since', () => {
  it('stays within its bound, and takes any news of what it could not name', () => {
    const documents = new Map<string, LocalDocument>();
    for (let n = 0; n < 2_000; n++) {
      const document = new LocalDocument();
      document.confirm({
        kind: 'present',
        version: 1795223278000123,
        data: n,
        at: undefined,
        by: undefined,
        stale: undefined,
        skipped: 0,
      });
      documents.set(`incident-INC-${String(n).padStart(5, '0')}`, document);
    }
    const since = sinceWithin(documents, new Set());
    expect(JSON.stringify(since).length).toBeLessThanOrEqual(MAX_SINCE_CHARS);
    expect(Object.keys(since).length).toBeGreaterThan(700);
    const unnamed = documents.get('incident-INC-01999');
    unnamed?.confirm({
      kind: 'present',
      version: 3,
      data: 'older',
      at: undefined,
      by: undefined,
      stale: undefined,
      skipped: 0,
    });
    expect(unnamed?.view.data).toBe('older');
  });
});

describe('the stream URL', () => {
  it.each([
    ['https://h/api/lux', undefined, 'wss://h/api/lux/stream', []],
    ['http://h:8080/api/lux', 'ws://h:8080/api/lux/stream/a~b', 'ws://h:8080/api/lux/stream/a~b', ['a~b']],
    ['http://h/api/lux', 'ws://h/api/lux/stream?match=i-*&id=a', 'ws://h/api/lux/stream?match=i-*&id=a', ['i-*', 'a']],
    ['http://h/api/lux', 'http://h/elsewhere/stream', 'ws://h/elsewhere/stream', []],
    ['/api/lux', undefined, 'wss://page.test/api/lux/stream', []],
  ])('of %s and %s is %s', (endpoint, websocketUrl, url, own) => {
    const streamUrl = StreamUrl.of(endpoint, websocketUrl, 'https://page.test/apps/');
    const delta = `${url.includes('?') ? '&' : '?'}delta=merge-patch`;
    expect([streamUrl.since(undefined), streamUrl.own]).toEqual([url + delta, own]);
  });

  it.each([
    ['*', 'lux-sdk-probe'],
    ['incident-*', 'incident-~'],
    [`${'x'.repeat(128)}*`, 'x'.repeat(128)],
  ])('a small match in %s is %s', (pattern, small) => {
    expect(smallMatch(pattern)).toBe(small);
    expect(checkedId(small)).toBe(small);
  });
});

describe('a serial queue', () => {
  it('refuses what it has no room for', async () => {
    const queue = new SerialQueue();
    let finish: () => void = () => undefined;
    const first = queue.run(() => new Promise<void>((resolve) => (finish = resolve)));
    const waiting = Array.from({ length: MAX_WAITING_WRITES }, (_, n) => queue.run(() => Promise.resolve(n)));
    await expect(queue.run(() => Promise.resolve())).rejects.toMatchObject({ code: 'too_many_pending' });
    finish();
    await first;
    expect(await Promise.all(waiting)).toHaveLength(MAX_WAITING_WRITES);
  });
});
