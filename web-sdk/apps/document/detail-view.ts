import { AgeLabel } from '../common/age-label.js';
import type { Doc } from '../common/doc.js';
import { need, setText } from '../common/dom.js';
import { text } from '../common/fields.js';
import { flash } from '../common/frame.js';
import { pretty } from './json.js';

/** One document in full. A document that does not exist is shown as such: it may be made here. */
export class DetailView {
  readonly #root = need('detail', HTMLElement);
  readonly #id = need('doc-id', HTMLElement);
  readonly #summary = need('doc-summary', HTMLElement);
  readonly #meta = need('meta', HTMLElement);
  readonly #version = need('doc-version', HTMLElement);
  readonly #at = need('doc-at', HTMLElement);
  readonly #json = need('json', HTMLElement);
  readonly #edit = need('edit', HTMLButtonElement);
  readonly #age = new AgeLabel();

  constructor() {
    need('doc-age', HTMLElement).append(this.#age.root);
  }

  show(id: string | undefined, doc: Doc | undefined, flashing: boolean): void {
    this.#root.hidden = id === undefined;
    if (id === undefined) return;
    setText(this.#id, id);
    setText(this.#edit, doc === undefined ? 'Create it' : 'Edit');
    setText(
      this.#summary,
      doc === undefined ? 'This document does not exist now.' : (text(doc.state, 'summary') ?? ''),
    );
    this.#meta.hidden = doc === undefined;
    this.#json.hidden = doc === undefined;
    if (doc === undefined) return;
    setText(this.#version, String(doc.version));
    setText(this.#at, doc.at);
    setText(this.#json, pretty(doc.state));
    this.#age.update(doc.at, doc.by, Date.now());
    if (flashing) flash(this.#json);
  }

  tick(nowMs: number): void {
    this.#age.tick(nowMs);
  }
}
