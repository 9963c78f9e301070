import { ask } from './ask.js';

const SLOT = 'lux.me';

/** Who sits here, as the field of the board says. It is a name for the owner field and proves nothing. */
export class Me {
  readonly #input: HTMLInputElement;
  readonly #changed: () => void;

  constructor(input: HTMLInputElement, changed: () => void) {
    this.#input = input;
    this.#changed = changed;
    try {
      input.value = localStorage.getItem(SLOT) ?? '';
    } catch {
      // Storage is blocked: the name lasts as long as the page.
    }
    input.addEventListener('change', () => {
      this.#keep();
    });
  }

  get name(): string {
    return this.#input.value.trim();
  }

  /** The name, asked for when it is missing; `note` says what for. */
  async known(note: string, submit: string): Promise<string | undefined> {
    if (this.name !== '') return this.name;
    const answer = await ask({
      title: 'Who are you?',
      note,
      label: 'Your name',
      submit,
      secret: false,
    });
    if (answer === undefined) return undefined;
    this.#input.value = answer;
    this.#keep();
    return answer;
  }

  #keep(): void {
    try {
      localStorage.setItem(SLOT, this.name);
    } catch {
      // See the constructor.
    }
    this.#changed();
  }
}
