import { button, el } from './dom.js';

export interface Question {
  readonly title: string;
  readonly note: string;
  readonly label: string;
  readonly submit: string;
  readonly secret: boolean;
}

/** Asks for one line in a dialog. Escape and "Not now" answer with nothing; the focus goes back to where it was. */
export function ask(question: Question): Promise<string | undefined> {
  return new Promise((resolve) => {
    const input = el('input', {
      id: 'answer',
      type: question.secret ? 'password' : 'text',
      autocomplete: 'off',
      spellcheck: 'false',
      autocapitalize: 'none',
      required: '',
    });
    const form = el(
      'form',
      { method: 'dialog', class: 'stack' },
      el('h2', { id: 'question' }, question.title),
      el('p', { class: 'muted' }, question.note),
      el('label', { for: 'answer' }, question.label),
      input,
    );
    const dialog = el('dialog', { 'aria-labelledby': 'question', class: 'small' }, form);
    const leave = button('Not now', 'quiet', () => {
      dialog.close();
    });
    form.append(
      el('div', { class: 'actions' }, leave, el('button', { type: 'submit', class: 'primary' }, question.submit)),
    );
    let answer: string | undefined;
    form.addEventListener('submit', (event) => {
      answer = input.value.trim() || undefined;
      if (answer === undefined) event.preventDefault();
    });
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
    input.focus();
  });
}
