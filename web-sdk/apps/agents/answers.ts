import { conflictOf, sentence } from '../common/sdk.js';
import type { Toasts } from '../common/toasts.js';
import type { Watch } from '../common/watch.js';
import { answerTo, whoAnswered, type Question } from './question.js';

/** Answers of the people who look: one counts, and the second is told who was first. */
export class Answers {
  readonly #watch: Watch;
  readonly #toasts: Toasts;

  constructor(watch: Watch, toasts: Toasts) {
    this.#watch = watch;
    this.#toasts = toasts;
  }

  async give(id: string, job: string, question: Question, choice: string, by: string): Promise<void> {
    const { patch, guard } = answerTo(question, choice, by);
    try {
      await this.#watch.patch(id, patch, { guard });
      this.#toasts.news(`${job} was told: ${choice}`);
    } catch (error) {
      const conflict = conflictOf(error);
      this.#toasts.error(
        conflict === undefined ? `${job} was not told: ${sentence(error)}` : whoAnswered(job, conflict.current?.state),
      );
    }
  }
}
