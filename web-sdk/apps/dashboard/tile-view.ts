import { AgeLabel } from '../common/age-label.js';
import type { Doc } from '../common/doc.js';
import { el, setData, setText } from '../common/dom.js';
import { plainName } from './words.js';
import { tileOf } from './tile.js';

export class TileView {
  readonly root = el('li', { class: 'panel tile' });
  readonly #name = el('h3');
  readonly #badge = el('span', { class: 'badge' });
  readonly #summary = el('p', { class: 'summary' });
  readonly #facts = el('dl', { class: 'facts' });
  readonly #age = new AgeLabel();

  constructor() {
    this.root.append(el('div', { class: 'head' }, this.#name, this.#badge), this.#summary, this.#facts, this.#age.root);
  }

  update(doc: Doc, nowMs: number): void {
    const tile = tileOf(doc);
    setText(this.#name, tile.name);
    setData(this.root, 'health', tile.health);
    setText(this.#badge, tile.status ?? '');
    this.#badge.hidden = tile.status === undefined;
    setText(this.#summary, tile.summary ?? '');
    this.#facts.replaceChildren(
      ...tile.facts.map(([name, value]) => el('div', {}, el('dt', {}, plainName(name)), el('dd', {}, value))),
    );
    this.#age.update(doc.at, doc.by, nowMs);
  }

  tick(nowMs: number): void {
    this.#age.tick(nowMs);
  }
}
