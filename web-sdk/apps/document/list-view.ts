import { byId, type Doc } from '../common/doc.js';
import { button, el, need, setText } from '../common/dom.js';
import { text } from '../common/fields.js';
import { flash } from '../common/frame.js';
import { keepFocus, place } from '../common/place.js';

interface Item {
  readonly root: HTMLLIElement;
  readonly choice: HTMLButtonElement;
  readonly summary: HTMLElement;
}

/** The documents that match, one button each. */
export class ListView {
  readonly #items = new Map<string, Item>();
  readonly #list = need('list', HTMLElement);
  readonly #count = need('count', HTMLElement);
  readonly #none = need('none', HTMLElement);
  readonly #choose: (id: string) => void;
  #marked: HTMLButtonElement | undefined;

  constructor(choose: (id: string) => void) {
    this.#choose = choose;
  }

  update(changed: readonly Doc[], gone: readonly string[], all: Iterable<Doc>, flashing: boolean): void {
    let others = gone.length > 0;
    for (const doc of changed) {
      const item = this.#items.get(doc.id) ?? this.#make(doc.id);
      if (!this.#items.has(doc.id)) others = true;
      this.#items.set(doc.id, item);
      setText(item.summary, text(doc.state, 'summary') ?? '');
      if (flashing) flash(item.root);
    }
    for (const id of gone) this.#items.delete(id);
    if (others) this.#arrange(all);
    this.#none.hidden = this.#items.size > 0;
  }

  #arrange(all: Iterable<Doc>): void {
    const sorted = [...all].sort(byId);
    keepFocus('nav', () => {
      place(
        this.#list,
        sorted.flatMap((doc) => this.#items.get(doc.id)?.root ?? []),
      );
    });
    setText(this.#count, String(sorted.length));
  }

  mark(selected: string | undefined): void {
    const choice = selected === undefined ? undefined : this.#items.get(selected)?.choice;
    if (choice === this.#marked) return;
    this.#marked?.removeAttribute('aria-current');
    choice?.setAttribute('aria-current', 'true');
    this.#marked = choice;
  }

  #make(id: string): Item {
    const summary = el('span', { class: 'summary' });
    const choice = button('', 'entry', () => {
      this.#choose(id);
    });
    choice.append(el('span', { class: 'id' }, id), summary);
    return { root: el('li', {}, choice), choice, summary };
  }
}
