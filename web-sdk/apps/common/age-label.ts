import { ageText, elapsedSince } from './age.js';
import { el, setText } from './dom.js';

/** "12 s ago by operator-a", in a `time` element that knows the exact moment. */
export class AgeLabel {
  readonly root = el('p', { class: 'age' });
  readonly #time = el('time');
  readonly #by = el('span');
  #at = '';

  constructor() {
    this.root.append(this.#time, this.#by);
  }

  update(at: string, by: string, nowMs: number): void {
    if (at !== this.#at) {
      this.#at = at;
      this.#time.dateTime = at;
      this.#time.title = at;
    }
    setText(this.#by, by === '' ? '' : ` by ${by}`);
    this.tick(nowMs);
  }

  tick(nowMs: number): void {
    setText(this.#time, ageText(elapsedSince(this.#at, nowMs)));
  }
}
