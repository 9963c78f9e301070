import { el, setText, svg } from '../common/dom.js';
import { axis, linePath, nearest, points, type Point } from './scale.js';
import { stats, type Sample } from './series.js';
import { spanText, tickText, valueText } from './words.js';

const LEFT = 44;
const RIGHT = 12;
const TOP = 12;
const BOTTOM = 24;
/** The least time that the width stands for. */
const SHORTEST_MS = 10_000;

/** A line of samples that fills its box and follows its size. Colours come from the style sheet. */
export class Chart {
  readonly #svg = svg('svg', { role: 'img' });
  readonly #grid = svg('g', { class: 'grid' });
  readonly #area = svg('path', { class: 'area' });
  readonly #line = svg('path', { class: 'line' });
  readonly #dot = svg('circle', { class: 'dot', r: '4' });
  readonly #mark = svg('line', { class: 'mark' });
  readonly #hint = el('p', { class: 'hint' });
  readonly #box: HTMLElement;
  #samples: readonly Sample[] = [];
  #points: readonly Point[] = [];
  #pointer: number | undefined;
  #now = 0;

  constructor(box: HTMLElement, resized: () => void) {
    this.#box = box;
    this.#svg.append(this.#grid, this.#area, this.#line, this.#mark, this.#dot);
    this.#hint.hidden = true;
    box.append(this.#svg, this.#hint);
    new ResizeObserver(resized).observe(box);
    box.addEventListener('pointermove', (event) => {
      this.#pointer = event.clientX - box.getBoundingClientRect().left;
      this.#point();
    });
    box.addEventListener('pointerleave', () => {
      this.#pointer = undefined;
      this.#point();
    });
  }

  draw(samples: readonly Sample[], nowMs: number, name: string): void {
    const width = this.#box.clientWidth;
    const height = this.#box.clientHeight;
    this.#samples = samples;
    this.#now = nowMs;
    const first = samples[0];
    const last = samples.at(-1);
    const numbers = stats(samples);
    if (width === 0 || height === 0 || first === undefined || last === undefined || numbers === undefined) return;

    const { range, ticks } = axis(numbers.lowest, numbers.highest, Math.max(2, Math.floor(height / 56)));
    // This moment is always at the right edge; the line grows from there until it fills the width.
    const time = { from: Math.min(first.at, nowMs - SHORTEST_MS), to: nowMs };
    const x = { from: LEFT, to: width - RIGHT };
    const y = { from: height - BOTTOM, to: TOP };
    // The value holds until it changes: the line goes on to this moment.
    this.#points = points([...samples, { at: Math.max(nowMs, last.at), value: last.value }], time, range, x, y);
    const end = this.#points.at(-1);
    const start = this.#points[0];
    if (end === undefined || start === undefined) return;
    const path = linePath(this.#points);

    this.#svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.#svg.setAttribute(
      'aria-label',
      `${name}: ${valueText(last.value)} now, from ${valueText(numbers.lowest)} to ${valueText(numbers.highest)} in the last ${spanText(nowMs - first.at)}`,
    );
    this.#line.setAttribute('d', path);
    this.#area.setAttribute('d', `${path}L${end.x.toFixed(1)} ${y.from}L${start.x.toFixed(1)} ${y.from}Z`);
    this.#dot.setAttribute('cx', end.x.toFixed(1));
    this.#dot.setAttribute('cy', end.y.toFixed(1));
    const rows = points(
      ticks.map((value) => ({ at: first.at, value })),
      time,
      range,
      x,
      y,
    );
    this.#grid.replaceChildren(
      ...ticks.flatMap((tick, index) => rule(tickText(tick), rows[index]?.y ?? 0, x.from, x.to)),
      label(`${spanText(time.to - time.from)} ago`, x.from, height - 6, 'start'),
      label('now', end.x, height - 6, 'end'),
    );
    this.#point();
  }

  /** The value under the pointer. */
  #point(): void {
    const index = this.#pointer === undefined ? undefined : nearest(this.#points, this.#pointer);
    const point = index === undefined ? undefined : this.#points[index];
    const sample = index === undefined ? undefined : this.#samples[Math.min(index, this.#samples.length - 1)];
    this.#hint.hidden = point === undefined;
    this.#mark.classList.toggle('on', point !== undefined);
    if (point === undefined || sample === undefined) return;
    const x = point.x.toFixed(1);
    for (const name of ['x1', 'x2']) this.#mark.setAttribute(name, x);
    this.#mark.setAttribute('y1', String(TOP));
    this.#mark.setAttribute('y2', String(this.#box.clientHeight - BOTTOM));
    setText(this.#hint, `${valueText(sample.value)}, ${spanText(Math.max(0, this.#now - sample.at))} ago`);
    this.#hint.style.left = `${Math.min(Math.max(point.x, 80), this.#box.clientWidth - 80)}px`;
  }
}

function rule(text: string, y: number, from: number, to: number): readonly SVGElement[] {
  const at = y.toFixed(1);
  return [svg('line', { x1: String(from), x2: String(to), y1: at, y2: at }), label(text, from - 8, y + 4, 'end')];
}

function label(text: string, x: number, y: number, anchor: string): SVGElement {
  const element = svg('text', { x: x.toFixed(1), y: y.toFixed(1), 'text-anchor': anchor });
  element.textContent = text;
  return element;
}
