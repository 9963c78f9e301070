import { button, el } from '../common/dom.js';
import { COLUMNS, STATUSES, type Column, type Status } from './status.js';

/** Asks for a column beside a card. Arrow keys go through it, Escape leaves it, and the focus returns to the card. */
export function chooseStatus(anchor: HTMLElement, title: string, now: Column): Promise<Status | undefined> {
  return new Promise((resolve) => {
    let chosen: Status | undefined;
    const dialog = el(
      'dialog',
      { class: 'menu', 'aria-labelledby': 'menu-title' },
      el('h2', { id: 'menu-title' }, `Move ${title} to`),
    );
    const choices = STATUSES.map((status) => {
      const choice = button(status, 'choice', () => {
        chosen = status;
        dialog.close();
      });
      choice.dataset['column'] = status;
      choice.disabled = status === now;
      return choice;
    });
    dialog.append(
      ...choices,
      button('Cancel', 'choice quiet', () => {
        dialog.close();
      }),
    );
    dialog.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        step(dialog, event.key === 'ArrowDown' ? 1 : -1);
      }
    });
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog) dialog.close();
    });
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(chosen);
    });
    document.body.append(dialog);
    dialog.showModal();
    beside(dialog, anchor);
    const following = choices[(COLUMNS.indexOf(now) + 1) % choices.length];
    (following?.disabled === false ? following : choices.find((choice) => !choice.disabled))?.focus();
  });
}

function step(dialog: HTMLElement, by: 1 | -1): void {
  const open = [...dialog.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')];
  const at = open.findIndex((choice) => choice === document.activeElement);
  open.at((at + by + open.length) % open.length)?.focus();
}

/** The style sheet uses the place on wide screens only: on a phone the menu comes from below. */
function beside(dialog: HTMLElement, anchor: HTMLElement): void {
  const at = anchor.getBoundingClientRect();
  const size = dialog.getBoundingClientRect();
  const margin = 8;
  const left = Math.min(Math.max(at.left, margin), window.innerWidth - size.width - margin);
  const top = Math.min(Math.max(at.bottom + 4, margin), window.innerHeight - size.height - margin);
  dialog.style.setProperty('--left', `${String(left)}px`);
  dialog.style.setProperty('--top', `${String(top)}px`);
}
