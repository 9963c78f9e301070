import { AgeLabel } from '../common/age-label.js';
import type { Doc } from '../common/doc.js';
import { button, el, setData, setText } from '../common/dom.js';
import { cardOf, columnOf, neighbour } from './status.js';

export interface CardActions {
  take(id: string): void;
  advance(id: string): void;
  chooseMove(id: string): void;
}

/** One card. Only the card that has, or last had, the focus is a tab stop; its buttons follow it. */
export class CardView {
  readonly root: HTMLLIElement;
  readonly #title = el('h3');
  readonly #badge = el('span', { class: 'badge' });
  readonly #summary = el('p', { class: 'summary' });
  readonly #owner = el('p', { class: 'owner' });
  readonly #age = new AgeLabel();
  readonly #take: HTMLButtonElement;
  readonly #next: HTMLButtonElement;
  readonly #nextName = el('span');
  readonly #move: HTMLButtonElement;

  constructor(id: string, actions: CardActions) {
    this.#take = button('Take it', 'small', () => {
      actions.take(id);
    });
    this.#next = button('→', 'small next', () => {
      actions.advance(id);
    });
    this.#next.append(this.#nextName);
    this.#move = button('Move…', 'small', () => {
      actions.chooseMove(id);
    });
    this.root = el(
      'li',
      { class: 'card', 'data-id': id },
      el('div', { class: 'head' }, this.#title, this.#badge),
      this.#summary,
      this.#owner,
      this.#age.root,
      el('div', { class: 'buttons' }, this.#take, this.#next, this.#move),
    );
    this.reachable(false);
  }

  update(doc: Doc, me: string, nowMs: number): void {
    const card = cardOf(doc);
    const column = columnOf(doc.state);
    const next = neighbour(column, 1);
    setText(this.#title, card.title);
    setText(this.#badge, card.badge ?? '');
    this.#badge.hidden = card.badge === undefined;
    setText(this.#summary, card.summary);
    setText(this.#owner, card.owner ?? 'Nobody has it');
    setData(this.#owner, 'owned', card.owner === undefined ? 'no' : card.owner === me ? 'me' : 'yes');
    this.#take.hidden = me !== '' && card.owner === me;
    this.#take.setAttribute('aria-label', `Take ${card.title}`);
    this.#next.hidden = next === undefined;
    setText(this.#nextName, ` ${next ?? ''}`);
    this.#next.title = `Move to ${next ?? ''}`;
    this.#next.setAttribute('aria-label', `Move ${card.title} to ${next ?? ''}`);
    this.#move.setAttribute('aria-label', `Move ${card.title} to another column`);
    setData(this.root, 'silent', doc.stale === undefined ? 'no' : 'yes');
    if (doc.stale === undefined) this.#age.update(doc.at, doc.by, nowMs);
    else this.#age.update(doc.stale.since, '', nowMs, `${doc.stale.by} went silent `);
  }

  tick(nowMs: number): void {
    this.#age.tick(nowMs);
  }

  reachable(yes: boolean): void {
    for (const element of [this.root, this.#take, this.#next, this.#move]) element.tabIndex = yes ? 0 : -1;
  }
}
