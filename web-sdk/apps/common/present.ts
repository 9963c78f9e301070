import type { Presence, Present } from '/lux.js';
import { setText } from './dom.js';
import { text } from './fields.js';
import type { Me } from './me.js';

const NAMES = 5;

/** Who looks at this page too, in words: a name is what its owner says it is. */
export function presentText(present: readonly Present[]): string {
  const others = present.filter(({ mine }) => !mine).map(({ state }) => text(state, 'name') ?? 'somebody');
  const you = others.length < present.length ? ['you'] : [];
  if (others.length === 0) return you.length > 0 ? 'Nobody else looks at this' : 'Nobody looks at this';
  const named = [...you, ...others.sort()];
  const more = named.length - NAMES;
  const shown = named.slice(0, NAMES);
  return `${named.length} look at this: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** The line of a page that says who looks; hidden where the credential may not see or say so. */
export class PresenceLine {
  readonly #presence: Presence | undefined;
  readonly #me: Me;

  constructor(root: HTMLElement, presence: Presence | undefined, me: Me) {
    this.#presence = presence;
    this.#me = me;
    presence?.watch(
      (present) => {
        root.hidden = false;
        setText(root, presentText(present));
      },
      () => {
        root.hidden = true;
      },
    );
    this.say();
  }

  /** Says who sits here, again when that has changed. */
  say(): void {
    const name = this.#me.name;
    // Who may not say so is not seen, and still sees the rest.
    this.#presence?.join({ name: name === '' ? 'somebody' : name }).catch(() => undefined);
  }
}
