import type { Sample } from './series.js';

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A step of 1, 2 or 5 times a power of ten that divides `span` into about `wanted` parts. */
export function niceStep(span: number, wanted: number): number {
  const rough = span / Math.max(wanted, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = rough / power;
  return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10) * power;
}

/** The vertical axis: whole steps around all values, never without height. */
export function axis(
  lowest: number,
  highest: number,
  wanted: number,
): { readonly range: Range; readonly ticks: readonly number[] } {
  const flat = highest - lowest <= Math.abs(highest) * 1e-9;
  const room = flat ? Math.max(Math.abs(highest) * 0.1, 1) : 0;
  const step = niceStep(highest - lowest + 2 * room, wanted);
  const first = Math.floor((lowest - room) / step);
  const last = Math.max(Math.ceil((highest + room) / step), first + 1);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => tidy((first + index) * step));
  return { range: { from: tidy(first * step), to: tidy(last * step) }, ticks };
}

/** Maps a range to another; an empty range maps to the middle. */
export function project(value: number, from: Range, to: Range): number {
  const span = from.to - from.from;
  if (span === 0) return (to.from + to.to) / 2;
  return to.from + ((value - from.from) / span) * (to.to - to.from);
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function points(samples: readonly Sample[], time: Range, values: Range, x: Range, y: Range): readonly Point[] {
  return samples.map((sample) => ({ x: project(sample.at, time, x), y: project(sample.value, values, y) }));
}

/**
 * SVG path data of a line through the points; empty without points. A value holds until the next one: the line goes in
 * steps, since a slope would show values that never were.
 */
export function linePath(through: readonly Point[]): string {
  return through
    .map(({ x, y }, index) => (index === 0 ? `M${x.toFixed(1)} ${y.toFixed(1)}` : `H${x.toFixed(1)}V${y.toFixed(1)}`))
    .join('');
}

/** The point nearest to `x`; the points are in order. */
export function nearest(through: readonly Point[], x: number): number | undefined {
  let best: number | undefined;
  let distance = Infinity;
  for (const [index, point] of through.entries()) {
    const away = Math.abs(point.x - x);
    if (away > distance) break;
    distance = away;
    best = index;
  }
  return best;
}

/** Sums of binary fractions end in 0000001: twelve digits are more than an axis shows. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
