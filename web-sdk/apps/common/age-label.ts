import { ageText, elapsedSince } from './age.js';
import { el, setText } from './dom.js';

/** "12 s ago by operator-a", with words before it if need be, in a `time` element that knows the exact moment. */
export class AgeLabel {
  readonly root = el('p', { class: 'age' });
  readonly #time = el('time');
  readonly #before = el('span');
  readonly #by = el('span');
  #at = '';

  constructor() {
    this.root.append(this.#before, this.#time, this.#by);
  }

  update(at: string, by: string, nowMs: number, before = ''): void {
    if (at !== this.#at) {
      this.#at = at;
      this.#time.dateTime = at;
      this.#time.title = at;
    }
    setText(this.#before, before);
    setText(this.#by, by === '' ? '' : ` by ${by}`);
    this.tick(nowMs);
  }

  tick(nowMs: number): void {
    setText(this.#time, ageText(elapsedSince(this.#at, nowMs)));
  }
}
