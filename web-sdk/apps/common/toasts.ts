import { button, el, need } from './dom.js';

const STAY_MS = 5000;
const MOST = 4;

/** Short messages in a corner. News leaves by itself or for newer news, an error stays until it is dismissed; Escape dismisses the newest. */
export class Toasts {
  readonly #corner = need('toasts', HTMLElement);

  constructor() {
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
      this.#corner.lastElementChild?.remove();
    });
  }

  news(message: string): void {
    this.#corner.querySelector('.news')?.remove(); // The newest is enough: what it is about shows it too.
    const toast = this.#add('news', message);
    setTimeout(() => {
      toast.remove();
    }, STAY_MS);
  }

  error(message: string): void {
    this.#add('error', message).setAttribute('role', 'alert');
  }

  #add(kind: string, message: string): HTMLElement {
    const toast = el('div', { class: `toast ${kind}` }, el('p', {}, message));
    const close = button('×', 'quiet', () => {
      toast.remove();
    });
    close.setAttribute('aria-label', 'Dismiss');
    toast.append(close);
    this.#corner.append(toast);
    while (this.#corner.childElementCount > MOST) this.#corner.firstElementChild?.remove();
    return toast;
  }
}
