import { button, el, setText } from '../common/dom.js';
import type { Question } from './question.js';

/** The question of a run: a button for each choice, or a line to write in. Nothing while there is no question. */
export class QuestionView {
  readonly root = el('div', { class: 'question' });
  readonly #text = el('p', { class: 'asked' });
  readonly #answers = el('div', { class: 'buttons' });
  readonly #onAnswer: (question: Question, choice: string) => void;
  #shown = '';

  constructor(onAnswer: (question: Question, choice: string) => void) {
    this.#onAnswer = onAnswer;
    this.root.append(this.#text, this.#answers);
    this.root.hidden = true;
  }

  update(question: Question | undefined): void {
    this.root.hidden = question === undefined;
    // What is being typed stays as long as the question does.
    const now = question === undefined ? '' : JSON.stringify(question);
    if (now === this.#shown) return;
    this.#shown = now;
    setText(this.#text, question?.text ?? '');
    this.#answers.replaceChildren(...(question === undefined ? [] : this.#controls(question)));
  }

  #controls(question: Question): readonly Node[] {
    if (question.choices.length > 0) {
      return question.choices.map((choice) =>
        button(choice, 'small', () => {
          this.#onAnswer(question, choice);
        }),
      );
    }
    const input = el('input', { type: 'text', 'aria-label': `Answer to ${question.text}`, required: '' });
    const form = el('form', { class: 'buttons' }, input, el('button', { type: 'submit', class: 'small' }, 'Answer'));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const words = input.value.trim();
      if (words !== '') this.#onAnswer(question, words);
    });
    return [form];
  }
}
