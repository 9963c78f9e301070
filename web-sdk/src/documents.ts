import type { Environment, Undo } from './environment.js';
import { LocalDocument, type View } from './local-document.js';
import { Listeners } from './listeners.js';
import { isPrefix, matches } from './pattern.js';

const NOTHING: View = new LocalDocument().view;

/** Absent documents that are remembered, so that old news can't bring them back; beyond it the oldest is forgotten. */
const MAX_ABSENT = 1_024;

type DocumentListener = Listeners<[id: string, view: View]>;

/**
 * The documents that one credential holds at one endpoint, shared by all its boards. A document is kept as long as
 * somebody watches it or a write of it is under way.
 */
export class Documents {
  private readonly entries = new Map<string, LocalDocument>();
  private readonly watchers = new Map<string, { readonly listeners: DocumentListener; users: number }>();
  private readonly prefixes = new Set<string>();
  private readonly absent = new Set<string>();

  constructor(private readonly environment: Pick<Environment, 'report'>) {}

  get(id: string): LocalDocument | undefined {
    return this.entries.get(id);
  }

  view(id: string): View {
    return this.entries.get(id)?.view ?? NOTHING;
  }

  /** Changes a document, then tells those who watch it if they see something else now. */
  change<R>(id: string, change: (document: LocalDocument) => R): R {
    const document = this.entries.get(id) ?? new LocalDocument();
    this.entries.set(id, document);
    const before = document.view;
    const result = change(document);
    this.prune(id, document);
    if (document.view !== before) this.tell(id, document.view);
    return result;
  }

  *matching(pattern: string): Iterable<[id: string, document: LocalDocument]> {
    if (isPrefix(pattern)) {
      for (const [id, document] of [...this.entries]) if (matches(pattern, id)) yield [id, document];
    } else {
      const document = this.entries.get(pattern);
      if (document !== undefined) yield [pattern, document];
    }
  }

  isWatched(id: string): boolean {
    if (this.watchers.has(id)) return true;
    for (const prefix of this.prefixes) if (matches(prefix, id)) return true;
    return false;
  }

  /** Hears of every change to what matches, until undone. */
  watch(pattern: string, listener: (id: string, view: View) => void): Undo {
    const watcher = this.watchers.get(pattern) ?? { listeners: new Listeners(this.environment), users: 0 };
    this.watchers.set(pattern, watcher);
    if (isPrefix(pattern)) this.prefixes.add(pattern);
    watcher.users++;
    const remove = watcher.listeners.add(listener);
    let undone = false;
    return () => {
      if (undone) return;
      undone = true;
      remove();
      if (--watcher.users > 0) return;
      this.watchers.delete(pattern);
      this.prefixes.delete(pattern);
      for (const [id, document] of this.matching(pattern)) this.prune(id, document);
    };
  }

  private tell(id: string, view: View): void {
    this.watchers.get(id)?.listeners.tell(id, view);
    for (const prefix of this.prefixes) if (matches(prefix, id)) this.watchers.get(prefix)?.listeners.tell(id, view);
  }

  private prune(id: string, document: LocalDocument): void {
    if (!document.view.pending && !this.isWatched(id)) {
      this.forget(id);
    } else if (document.confirmed.kind === 'absent' && document.settled && !this.watchers.has(id)) {
      this.absent.delete(id);
      this.absent.add(id);
      for (const oldest of this.absent) {
        if (this.absent.size <= MAX_ABSENT) break;
        this.forget(oldest);
      }
    } else {
      this.absent.delete(id);
    }
  }

  private forget(id: string): void {
    this.entries.delete(id);
    this.absent.delete(id);
  }
}
