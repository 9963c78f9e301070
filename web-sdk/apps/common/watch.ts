import { luxBoard, type Claim, type LuxBoard, type Presence } from '/lux.js';
import { catchUp, type Changes } from './diff.js';
import type { Doc } from './doc.js';
import { onNextFrame } from './frame.js';
import { matches } from './patterns.js';
import { worst, type Phase } from './phase.js';
import { connection, docOf, phaseOf, refusedBy } from './sdk.js';

export interface WatchEvents {
  /** At most once per animation frame. `first` is true until the whole state at the start has been shown. */
  readonly changes: (changes: Changes, first: boolean) => void;
  readonly phase: (phase: Phase) => void;
}

type Documents = Parameters<Parameters<LuxBoard['load']>[0]>[0];
type WriteOptions = NonNullable<Parameters<LuxBoard['patch']>[2]>;

/** Several patterns as one set of documents. */
export class Watch {
  readonly docs = new Map<string, Doc>();
  readonly #boards = new Map<string, LuxBoard>();
  readonly #incoming = new Map<string, Documents>();
  readonly #events: WatchEvents;
  readonly #frame = onNextFrame(() => {
    this.#report();
  });
  #loading: number;
  #first = true;

  constructor(patterns: readonly string[], key: string, events: WatchEvents) {
    this.#events = events;
    this.#loading = patterns.length;
    for (const pattern of patterns) this.#boards.set(pattern, luxBoard(pattern, connection(key)));
    for (const [pattern, board] of this.#boards) {
      board.onStatus(() => {
        this.#showPhase();
      });
      void this.#load(pattern, board);
    }
    this.#showPhase();
  }

  async patch(id: string, partial: Readonly<Record<string, unknown>>, options: WriteOptions): Promise<void> {
    await this.#boardOf(id).patch(id, partial, options);
  }

  /** Takes a field that nobody has. */
  async claim(id: string, pointer: string, who: string): Promise<Claim> {
    return this.#boardOf(id).claim(id, pointer, who);
  }

  /** Who looks at the first of the patterns. */
  get presence(): Presence | undefined {
    return [...this.#boards.values()][0]?.presence;
  }

  async save(id: string, whole: unknown, options: WriteOptions): Promise<void> {
    await this.#boardOf(id).save(id, whole, options);
  }

  close(): void {
    for (const board of this.#boards.values()) board.close();
    this.#boards.clear();
  }

  #boardOf(id: string): LuxBoard {
    for (const [pattern, board] of this.#boards) if (matches(pattern, id)) return board;
    throw new Error(`This page shows ${[...this.#boards.keys()].join(', ')} and not ${id}`);
  }

  async #load(pattern: string, board: LuxBoard): Promise<void> {
    try {
      await board.load((documents) => {
        this.#incoming.set(pattern, documents);
        this.#frame();
      });
    } catch (error) {
      this.#events.phase(refusedBy(error));
      return; // Nothing is known of these documents: that is not the same as that there are none.
    }
    this.#loading -= 1;
    this.#frame();
  }

  #report(): void {
    const all = new Map<string, Doc>();
    for (const documents of this.#incoming.values()) {
      for (const [id, { state, meta }] of documents) all.set(id, docOf(id, state, meta));
    }
    const changes = catchUp(this.docs, all);
    const first = this.#first;
    this.#first = this.#loading > 0;
    if (first || changes.changed.length > 0 || changes.gone.length > 0) this.#events.changes(changes, first);
  }

  #showPhase(): void {
    this.#events.phase(worst([...this.#boards.values()].map((board) => phaseOf(board.status))));
  }
}
