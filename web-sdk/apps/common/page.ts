import { ask } from './ask.js';
import { button, need, setData, setText } from './dom.js';
import { keepKey, takeKey } from './key.js';
import { phaseNote, phaseText, type Phase } from './phase.js';
import { Toasts } from './toasts.js';

/** What every page has: the key, the connection's status in the header, toasts. */
export class Page {
  readonly toasts = new Toasts();
  readonly #status = need('status', HTMLElement);
  readonly #note = need('note', HTMLElement);
  readonly #keyButton = button('Enter a key', 'primary', () => void this.#askForAnother());
  #asking = false;

  constructor() {
    this.#keyButton.hidden = true;
    this.#note.after(this.#keyButton);
    window.addEventListener('hashchange', () => {
      if (takeKey(window) !== undefined) location.reload();
    });
  }

  show(phase: Phase): void {
    setData(document.documentElement, 'phase', phase.kind);
    setText(this.#status, phaseText(phase));
    setText(this.#note, phaseNote(phase));
    const locked = phase.kind === 'no-key' || phase.kind === 'refused';
    this.#keyButton.hidden = !locked;
    if (phase.kind === 'refused' && phase.unauthorized) void this.#askForAnother();
  }

  /** The key of this tab. Without one the page asks, and waits for as long as it takes. */
  async key(): Promise<string> {
    const key = takeKey(window);
    if (key !== undefined) return key;
    this.show({ kind: 'no-key' });
    await this.#askForAnother();
    return new Promise<never>(() => undefined); // A key that arrives reloads the page.
  }

  async #askForAnother(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    const refused = document.documentElement.dataset['phase'] === 'refused';
    const key = await ask({
      title: refused ? 'This key was not accepted' : 'Connect to the broker',
      note: 'The key stays in this browser tab and is sent to this broker only. “./lux up” prints it.',
      label: 'API key',
      submit: 'Connect',
      secret: true,
    });
    this.#asking = false;
    if (key === undefined) return;
    keepKey(window, key);
    location.reload();
  }
}
