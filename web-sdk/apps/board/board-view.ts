import type { Doc } from '../common/doc.js';
import { el, setText } from '../common/dom.js';
import { flash } from '../common/frame.js';
import { keepFocus, place } from '../common/place.js';
import { CardView, type CardActions } from './card-view.js';
import { COLUMNS, group, type Column } from './status.js';

interface ColumnView {
  readonly root: HTMLElement;
  readonly list: HTMLUListElement;
  readonly count: HTMLElement;
  readonly empty: HTMLElement;
}

/** The columns and their cards. It knows where things are; what a key or a button does is decided elsewhere. */
export class BoardView {
  readonly #cards = new Map<string, CardView>();
  readonly #columns = new Map<Column, ColumnView>();
  readonly #actions: CardActions;
  #reachable: CardView | undefined;
  /** Whether somebody was on the card that is reachable; until then it is the first one, whatever arrives. */
  #visited = false;

  constructor(root: HTMLElement, actions: CardActions) {
    this.#actions = actions;
    for (const column of COLUMNS) {
      const view = columnView(column);
      this.#columns.set(column, view);
      root.append(view.root);
    }
    root.addEventListener('focusin', (event) => {
      const card = event.target instanceof Element ? event.target.closest<HTMLElement>('.card') : null;
      if (card === null) return;
      this.#visited = true;
      this.#makeReachable(this.#cards.get(card.dataset['id'] ?? ''));
    });
  }

  /** Brings the cards of `changed` up to date; those that are new to the page's eyes flash. */
  update(changed: readonly Doc[], gone: readonly string[], me: string, flashing: boolean): void {
    keepFocus('.card', () => {
      this.#show(changed, me, flashing);
    });
    for (const id of gone) this.#cards.delete(id);
  }

  #show(changed: readonly Doc[], me: string, flashing: boolean): void {
    const nowMs = Date.now();
    for (const doc of changed) {
      const card = this.#cards.get(doc.id) ?? new CardView(doc.id, this.#actions);
      this.#cards.set(doc.id, card);
      card.update(doc, me, nowMs);
      if (flashing) flash(card.root);
    }
  }

  /** Puts the cards of `docs`, and no others, where they belong. */
  arrange(docs: Iterable<Doc>): void {
    keepFocus('.card', () => {
      this.#fill(docs);
    });
    if (this.#visited && this.#reachable?.root.isConnected === true) return;
    this.#visited = false;
    this.#makeReachable(this.#firstCard());
  }

  #fill(docs: Iterable<Doc>): void {
    for (const [column, members] of group(docs)) {
      const view = this.#columns.get(column);
      if (view === undefined) continue;
      place(
        view.list,
        members.flatMap((doc) => this.#cards.get(doc.id)?.root ?? []),
      );
      setText(view.count, String(members.length));
      view.empty.hidden = members.length > 0;
    }
  }

  tick(nowMs: number): void {
    for (const card of this.#cards.values()) card.tick(nowMs);
  }

  element(id: string): HTMLElement | undefined {
    return this.#cards.get(id)?.root;
  }

  /** The cards of each column that has any, as they are shown. */
  shown(): readonly (readonly HTMLElement[])[] {
    return [...this.#columns.values()]
      .map((view) => [...view.list.children].filter((child) => child instanceof HTMLElement))
      .filter((cards) => cards.length > 0);
  }

  #firstCard(): CardView | undefined {
    return this.#cards.get(this.shown()[0]?.[0]?.dataset['id'] ?? '');
  }

  #makeReachable(card: CardView | undefined): void {
    if (card === this.#reachable) return;
    this.#reachable?.reachable(false);
    this.#reachable = card;
    card?.reachable(true);
  }
}

function columnView(column: Column): ColumnView {
  const count = el('span', { class: 'count' }, '0');
  const list = el('ul', { 'aria-labelledby': `column-${column}` });
  const empty = el('p', { class: 'empty' }, 'Nothing here');
  const heading = el('h2', { id: `column-${column}` }, el('span', {}, column), ' ', count);
  return {
    root: el(
      'section',
      { class: 'column', 'data-column': column, 'aria-labelledby': `column-${column}` },
      heading,
      empty,
      list,
    ),
    list,
    count,
    empty,
  };
}
