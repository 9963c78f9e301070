import { ageText, elapsedSince } from '../common/age.js';
import type { Doc } from '../common/doc.js';
import { need, setText } from '../common/dom.js';
import { conflictOf, sentence } from '../common/sdk.js';
import { insistsOn, isBehind, type Edit } from './edit.js';
import { hasInexactNumber, parseDocument, pretty } from './json.js';

type Save = (id: string, whole: unknown, ifVersion: number) => Promise<void>;

/** Edits one document. It saves only over what the person has seen, and shows what stands in the way. */
export class Editor {
  readonly #form = need('editor', HTMLFormElement);
  readonly #text = need('text', HTMLTextAreaElement);
  readonly #problem = need('editor-problem', HTMLElement);
  readonly #note = need('editor-note', HTMLElement);
  readonly #conflict = need('conflict', HTMLElement);
  readonly #title = need('conflict-title', HTMLElement);
  readonly #explanation = need('conflict-text', HTMLElement);
  readonly #theirs = need('theirs', HTMLElement);
  readonly #saveButton = need('save', HTMLButtonElement);
  readonly #opener = need('edit', HTMLButtonElement);
  readonly #save: Save;
  readonly #saved: (id: string) => void;
  #edit: Edit = { kind: 'none' };

  constructor(save: Save, saved: (id: string) => void) {
    this.#save = save;
    this.#saved = saved;
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#submit();
    });
    need('cancel', HTMLButtonElement).addEventListener('click', () => {
      this.close();
    });
    need('use-theirs', HTMLButtonElement).addEventListener('click', () => {
      this.close();
    });
    need('use-mine', HTMLButtonElement).addEventListener('click', () => void this.#submit());
    this.#form.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      // Escape takes back an edit that changed nothing; what was typed is left only by "Cancel".
      if (this.#text.value === this.#text.defaultValue) this.close();
      else setText(this.#note, 'You have changes. Cancel drops them.');
    });
  }

  get open(): boolean {
    return this.#edit.kind !== 'none';
  }

  start(id: string, doc: Doc | undefined): void {
    this.#edit = { kind: 'open', id, base: doc?.version ?? 0 };
    this.#text.defaultValue = doc === undefined ? '{\n  "summary": ""\n}' : pretty(doc.state);
    this.#text.value = this.#text.defaultValue;
    this.#fail('');
    const inexact = doc !== undefined && hasInexactNumber(doc.state);
    setText(
      this.#note,
      inexact ? 'This document holds a number that a browser can’t keep exactly. Saving changes it.' : '',
    );
    this.#conflict.hidden = true;
    this.#saveButton.hidden = false;
    this.#form.hidden = false;
    this.#opener.hidden = true;
    this.#text.focus();
  }

  close(): void {
    if (this.#edit.kind === 'none') return;
    this.#edit = { kind: 'none' };
    this.#form.hidden = true;
    this.#opener.hidden = false;
    this.#opener.focus();
  }

  /** Tells the editor what the document is now, so that a person need not find out by saving. */
  changed(id: string, now: Doc | undefined): void {
    if (this.#edit.kind !== 'open' || this.#edit.id !== id || this.#saveButton.disabled || !isBehind(this.#edit, now))
      return;
    const who = now === undefined ? 'It was deleted' : `${now.by} wrote it`;
    setText(this.#note, `${who} while you were editing. Saving will show you both.`);
  }

  async #submit(): Promise<void> {
    const edit = this.#edit;
    if (edit.kind === 'none') return;
    const parsed = parseDocument(this.#text.value);
    this.#fail(parsed.ok ? '' : parsed.why);
    if (!parsed.ok) return;
    this.#saveButton.disabled = true;
    try {
      await this.#save(edit.id, parsed.value, insistsOn(edit));
      this.close();
      this.#saved(edit.id);
    } catch (error) {
      const conflict = conflictOf(error);
      if (conflict === undefined) this.#fail(`Not saved: ${sentence(error)}`);
      else this.#showConflict(edit.id, conflict.current === null ? undefined : { id: edit.id, ...conflict.current });
    } finally {
      this.#saveButton.disabled = false;
    }
  }

  #showConflict(id: string, current: Doc | undefined): void {
    this.#edit = { kind: 'conflict', id, current };
    setText(this.#note, '');
    setText(this.#title, 'Not saved: somebody was first');
    const who =
      current === undefined
        ? ''
        : `${current.by || 'Somebody'} wrote version ${current.version}, ${ageText(elapsedSince(current.at, Date.now()))}. This is what is stored now:`;
    setText(this.#explanation, current === undefined ? 'The document was deleted. Yours would make it anew.' : who);
    setText(this.#theirs, current === undefined ? '' : pretty(current.state));
    this.#theirs.hidden = current === undefined;
    this.#conflict.hidden = false;
    this.#saveButton.hidden = true;
    this.#title.focus();
  }

  #fail(why: string): void {
    setText(this.#problem, why);
    if (why === '') {
      this.#text.removeAttribute('aria-invalid');
      return;
    }
    this.#text.setAttribute('aria-invalid', 'true');
    this.#text.focus();
  }
}
