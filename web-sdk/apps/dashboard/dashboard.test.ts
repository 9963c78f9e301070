import { describe, expect, it } from 'vitest';
import { axis, linePath, nearest, niceStep, points, project } from './scale.js';
import { Series, stats } from './series.js';
import { healthOf, servicesNote, tileOf, type Health } from './tile.js';
import { meanText, plainName, spanText, tickText, valueText } from './words.js';

describe('a series', () => {
  it('keeps the newest samples and counts all of them', () => {
    const series = new Series(600);
    for (let value = 0; value < 601; value += 1) series.add({ at: value, value });
    expect([series.samples.length, series.samples[0]?.value, series.seen]).toEqual([600, 1, 601]);
  });

  it('has its lowest, mean and highest value', () => {
    const samples = [4, -2, 1].map((value, at) => ({ at, value }));
    expect([stats(samples), stats([])]).toEqual([{ lowest: -2, mean: 1, highest: 4 }, undefined]);
  });
});

describe('an axis', () => {
  it.each([
    [10, 5, 2],
    [7, 5, 2],
    [1, 4, 0.5],
    [100, 1, 100],
    [0.003, 3, 0.001],
  ])('over %d in %d parts has steps of %d', (span, wanted, step) => {
    expect(niceStep(span, wanted)).toBeCloseTo(step, 12);
  });

  it.each([
    [0, 0],
    [42, 42],
    [-3, 7],
    [0.1, 0.3],
    [1e9, 1e9 + 1],
    [-1e-7, 1e-7],
  ])('from %d to %d holds both on whole, rising steps', (lowest, highest) => {
    const { range, ticks } = axis(lowest, highest, 4);
    expect(range.from).toBeLessThanOrEqual(lowest);
    expect(range.to).toBeGreaterThanOrEqual(highest);
    expect(range.to).toBeGreaterThan(range.from);
    expect([ticks[0], ticks.at(-1)]).toEqual([range.from, range.to]);
    expect([...ticks].sort((a, b) => a - b)).toEqual(ticks);
    expect(ticks.length).toBeLessThanOrEqual(8);
  });

  it('shows sums of fractions tidily', () => {
    expect(axis(0.1, 0.3, 2).ticks).toEqual([0.1, 0.2, 0.3]);
  });
});

describe('a line', () => {
  it('goes through its samples, high values up', () => {
    const samples = [
      { at: 0, value: 0 },
      { at: 10, value: 10 },
    ];
    const through = points(
      samples,
      { from: 0, to: 10 },
      { from: 0, to: 10 },
      { from: 0, to: 100 },
      { from: 50, to: 0 },
    );
    expect(through).toEqual([
      { x: 0, y: 50 },
      { x: 100, y: 0 },
    ]);
  });

  it('holds a value until the next one, and is empty without any', () => {
    const through = [
      { x: 0, y: 50 },
      { x: 10, y: 20 },
    ];
    expect([linePath(through), linePath([])]).toEqual(['M0.0 50.0H10.0V20.0', '']);
  });

  it('in a range without extent is in the middle', () => {
    expect(project(5, { from: 5, to: 5 }, { from: 0, to: 10 })).toBe(5);
  });

  it.each([
    [-10, 0],
    [4, 0],
    [6, 1],
    [99, 2],
  ])('is nearest to %d at its point %d', (x, index) => {
    const through = [0, 10, 20].map((at) => ({ x: at, y: 0 }));
    expect([nearest(through, x), nearest([], x)]).toEqual([index, undefined]);
  });
});

describe('words', () => {
  it('say a value with the digits that count', () => {
    expect([valueText(1234567.89), valueText(0.1 + 0.2), tickText(12_000)]).toEqual(['1,234,568', '0.3', '12K']);
  });

  it('cut the fraction of a mean, and never its whole digits', () => {
    expect([45.818181, 123456.7, 0].map(meanText)).toEqual(['45.82', '123,457', '0']);
  });

  it.each([
    ['orders_per_second', 'orders per second'],
    ['latencyMs', 'latency ms'],
    ['temperatureC', 'temperature C'],
    ['CPU', 'CPU'],
  ])('say the name %s plainly', (name, words) => {
    expect(plainName(name)).toBe(words);
  });

  it.each([
    [0, '0 s'],
    [99_000, '99 s'],
    [100_000, '2 min'],
    [7_200_000, '2 h'],
  ])('say %d ms as %s', (milliseconds, words) => {
    expect(spanText(milliseconds)).toBe(words);
  });
});

describe('a tile', () => {
  it.each([
    ['OK', 'good'],
    ['degraded', 'warning'],
    [' Down ', 'bad'],
    ['purple', 'unknown'],
    [undefined, 'unknown'],
  ] as const)('with the status %s is %s', (status, health) => {
    expect(healthOf(status)).toBe(health);
  });

  it('shows what it is not told by name as facts', () => {
    const state = { service: 'checkout', status: 'ok', latencyMs: 31, summary: 'checkout ok' };
    expect(tileOf({ id: 'service-x', state, version: 1, at: '', by: '' })).toEqual({
      name: 'checkout',
      status: 'ok',
      health: 'good',
      summary: 'checkout ok',
      facts: [['latencyMs', '31']],
    });
  });

  it('shows a metric and its value as one fact, the first', () => {
    const state = { metric: 'latency_ms', source: 'agent', value: 42 };
    expect(tileOf({ id: 'service-x', state, version: 1, at: '', by: '' }).facts).toEqual([
      ['latency_ms', '42'],
      ['source', 'agent'],
    ]);
  });

  it('is named after its id when it says no name', () => {
    expect(tileOf({ id: 'service-search', state: {}, version: 1, at: '', by: '' }).name).toBe('search');
  });

  it('counts in the note when it is in trouble', () => {
    const tiles = (['good', 'bad', 'warning', 'warning'] as Health[]).map((health) => ({
      name: '',
      status: undefined,
      health,
      summary: undefined,
      facts: [],
    }));
    expect([servicesNote(tiles), servicesNote(tiles.slice(0, 1)), servicesNote([])]).toEqual([
      '4 reporting, 1 down, 2 degraded',
      '1 reporting',
      '',
    ]);
  });
});
