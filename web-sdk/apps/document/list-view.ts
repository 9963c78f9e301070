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

  constructor(choose: (id: string) => void) {
    this.#choose = choose;
  }

  update(changed: readonly Doc[], gone: readonly string[], all: Iterable<Doc>, flashing: boolean): void {
    for (const doc of changed) {
      const item = this.#items.get(doc.id) ?? this.#make(doc.id);
      this.#items.set(doc.id, item);
      setText(item.summary, text(doc.state, 'summary') ?? '');
      if (flashing) flash(item.root);
    }
    for (const id of gone) this.#items.delete(id);
    const sorted = [...all].sort(byId);
    keepFocus('nav', () => {
      place(
        this.#list,
        sorted.flatMap((doc) => this.#items.get(doc.id)?.root ?? []),
      );
    });
    setText(this.#count, String(sorted.length));
    this.#none.hidden = sorted.length > 0;
  }

  mark(selected: string | undefined): void {
    for (const [id, item] of this.#items) {
      if (id === selected) item.choice.setAttribute('aria-current', 'true');
      else item.choice.removeAttribute('aria-current');
    }
  }

  #make(id: string): Item {
    const summary = el('span', { class: 'summary' });
    const choice = button('', 'entry', () => {
      this.#choose(id);
    });
    choice.append(el('span', { class: 'id' }, id), summary);
    const root = el('li', {}, choice);
    root.addEventListener('animationend', () => {
      root.classList.remove('flash');
    });
    return { root, choice, summary };
  }
}
