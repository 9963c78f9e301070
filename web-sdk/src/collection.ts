import type { Change, LuxBoard, Item, Patch, WriteOptions } from './api.js';
import { claim, type Claim } from './claim.js';
import { Editor } from './editor.js';
import type { Environment, Undo } from './environment.js';
import { LuxError } from './error.js';
import { Follower } from './follower.js';
import type { Ack } from './http-client.js';
import { toJson } from './json.js';
import type { Link } from './links.js';
import { Listeners } from './listeners.js';
import type { View } from './local-document.js';
import { metaOf } from './meta.js';
import { OrderedMap } from './ordered-map.js';
import { checkedId, matches } from './pattern.js';
import { BoardPresence } from './presence.js';
import type { LuxStatus } from './status.js';
import { typedChange, typedState } from './typed.js';

/** All documents of a pattern, for a page; see LuxBoard in api.ts. */
export class PatternCollection<T> implements LuxBoard<T> {
  readonly presence: BoardPresence;
  private readonly follower: Follower;
  private readonly listeners: Listeners<[ReadonlyMap<string, Item<T>>, Change]>;
  private readonly items = new OrderedMap<Item<T>>();
  /** Only of documents with a held write; others need no memory. */
  private readonly editors = new Map<string, Editor>();
  private unwatch: Undo = () => undefined;
  private phase: 'created' | 'loading' | 'complete' = 'created';

  constructor(
    private readonly environment: Environment,
    private readonly link: Link,
    private readonly release: Undo,
    readonly pattern: string,
    private readonly debounceMs: number,
  ) {
    this.follower = new Follower(environment, link.feed, pattern);
    this.listeners = new Listeners(environment);
    this.presence = new BoardPresence(environment, link, pattern, () => {
      this.follower.checkOpen();
    });
  }

  get documents(): ReadonlyMap<string, Item<T>> {
    return this.items.inOrder;
  }

  get status(): LuxStatus {
    return this.follower.status;
  }

  async load(onChange?: (documents: ReadonlyMap<string, Item<T>>, change: Change) => void): Promise<void> {
    this.follower.checkOpen();
    if (this.phase === 'created') this.watch();
    let undo: Undo = () => undefined;
    if (onChange !== undefined && this.phase === 'complete') {
      undo = this.listeners.add(onChange);
      this.listeners.guard(onChange, [this.documents, { kind: 'snapshot' }]);
    } else if (onChange !== undefined) {
      undo = this.listeners.add(onChange);
    }
    try {
      await this.follower.follow();
    } catch (error) {
      undo();
      throw error;
    }
    this.complete();
  }

  async patch(id: string, patch: Patch<T>, options: WriteOptions = {}): Promise<Ack> {
    return this.editor(id).write({ kind: 'patch', data: toJson(patch) }, options);
  }

  async save(id: string, state: T, options: WriteOptions = {}): Promise<Ack> {
    return this.editor(id).write({ kind: 'put', data: toJson(state) }, options);
  }

  async update(
    id: string,
    change: (state: T | undefined) => T,
    options: Pick<WriteOptions, 'guard'> = {},
  ): Promise<Ack> {
    return this.editor(id).update(typedChange(change), options);
  }

  async claim(id: string, pointer: string, who: string): Promise<Claim> {
    return claim(pointer, who, (operation, conditions) => this.editor(id).write(operation, conditions));
  }

  async remove(id: string, options: WriteOptions = {}): Promise<void> {
    return this.editor(id).remove(options);
  }

  onStatus(onStatus: (status: LuxStatus) => void): Undo {
    return this.follower.onStatus(onStatus);
  }

  close(): void {
    if (this.status.kind === 'closed') return;
    for (const editor of this.editors.values()) editor.flush();
    this.presence.close();
    this.listeners.clear();
    this.follower.close();
    this.unwatch();
    this.release();
  }

  private watch(): void {
    this.phase = 'loading';
    this.unwatch = this.link.documents.watch(this.pattern, (id, view) => {
      this.changed(id, view);
    });
    for (const [id, document] of this.link.documents.matching(this.pattern)) this.changed(id, document.view);
  }

  private complete(): void {
    if (this.phase === 'complete') return;
    this.phase = 'complete';
    this.listeners.tell(this.documents, { kind: 'snapshot' });
  }

  private changed(id: string, view: View): void {
    const before = this.items.get(id);
    const state = typedState<T>(view.data);
    if (state === undefined && before === undefined) return;
    if (state === undefined) this.items.delete(id);
    else this.items.set(id, { id, state, meta: metaOf(view, this.follower, this.environment) });
    if (this.phase === 'complete')
      this.listeners.tell(this.documents, { kind: state === undefined ? 'gone' : 'state', id });
  }

  private editor(id: string): Editor {
    this.follower.checkOpen();
    if (!matches(this.pattern, checkedId(id))) {
      throw new LuxError({ code: 'outside_pattern', detail: `"${id}" does not match ${this.pattern}.` });
    }
    for (const [other, editor] of this.editors) if (editor.idle) this.editors.delete(other);
    const { documents, writer } = this.link;
    const editor = this.editors.get(id) ?? new Editor(this.environment, documents, writer, id, this.debounceMs);
    this.editors.set(id, editor);
    return editor;
  }
}
