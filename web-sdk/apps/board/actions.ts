import type { Doc } from '../common/doc.js';
import { field, scalarText, text } from '../common/fields.js';
import { conflictOf, sentence } from '../common/sdk.js';
import type { Toasts } from '../common/toasts.js';
import type { Watch } from '../common/watch.js';
import { asSeen, cardOf, moveTo, type Status } from './status.js';
import { whoWasFirst } from './who-was-first.js';

/** The writes of the board. Each says what it saw, so that of two operators the second is told who was first. */
export class BoardWrites {
  readonly #watch: Watch;
  readonly #toasts: Toasts;

  constructor(watch: Watch, toasts: Toasts) {
    this.#watch = watch;
    this.#toasts = toasts;
  }

  async take(doc: Doc, me: string): Promise<void> {
    const { title } = cardOf(doc);
    if ((field(doc.state, 'owner') ?? null) === null) {
      await this.#claim(doc.id, title, me);
      return;
    }
    await this.#try(
      `${title} is yours`,
      title,
      'owner',
      this.#watch.patch(doc.id, { owner: me }, { guard: asSeen(doc.state, 'owner') }),
    );
  }

  /** What nobody has: of all who take it at once one gets it, and the others are told who. */
  async #claim(id: string, title: string, me: string): Promise<void> {
    try {
      const { won, owner } = await this.#watch.claim(id, '/owner', me);
      if (won) this.#toasts.news(`${title} is yours`);
      else this.#toasts.error(`${title} was taken first by ${scalarText(owner) ?? 'somebody'}`);
    } catch (error) {
      this.#toasts.error(`${title} was not changed: ${sentence(error)}`);
    }
  }

  async move(doc: Doc, to: Status): Promise<void> {
    const { title } = cardOf(doc);
    const write = this.#watch.patch(doc.id, moveTo(doc.state, to), { guard: asSeen(doc.state, 'status') });
    await this.#try(`${title} moved to ${to}`, title, 'status', write);
  }

  /** Creates a document that must not exist; the answer is what to tell the operator when it did not work. */
  async add(id: string, state: Readonly<Record<string, unknown>>): Promise<string | undefined> {
    try {
      await this.#watch.patch(id, state, { ifVersion: 0 });
      this.#toasts.news(`${text(state, 'ticket') ?? id} is on the board`);
      return undefined;
    } catch (error) {
      const conflict = conflictOf(error);
      if (conflict === undefined) return sentence(error);
      const there = conflict.current;
      return there === null
        ? sentence(error)
        : `${id} exists already: ${text(there.state, 'summary') ?? text(there.state, 'status') ?? 'without a summary'}`;
    }
  }

  async #try(done: string, title: string, name: 'owner' | 'status', write: Promise<void>): Promise<void> {
    try {
      await write;
      this.#toasts.news(done);
    } catch (error) {
      const conflict = conflictOf(error);
      this.#toasts.error(
        conflict === undefined
          ? `${title} was not changed: ${sentence(error)}`
          : whoWasFirst(title, name, conflict, Date.now()),
      );
    }
  }
}
