import type { LuxDocument, LuxMeta, Patch, WriteOptions } from './api.js';
import { ask, type Answer, type AskOptions } from './ask.js';
import { claim, type Claim } from './claim.js';
import { Editor } from './editor.js';
import type { Environment, Undo } from './environment.js';
import { Follower } from './follower.js';
import type { Ack } from './http-client.js';
import { toJson } from './json.js';
import type { Link } from './links.js';
import { Listeners } from './listeners.js';
import type { View } from './local-document.js';
import { metaOf } from './meta.js';
import type { LuxStatus } from './status.js';
import { BoardPresence } from './presence.js';
import { typedChange, typedState } from './typed.js';

/** One document, for a page; see LuxDocument in api.ts. */
export class DocumentBoard<T> implements LuxDocument<T> {
  private readonly follower: Follower;
  private readonly editor: Editor;
  private readonly listeners: Listeners<[state: T | undefined, meta: LuxMeta]>;
  private readonly unwatch: Undo;
  readonly presence: BoardPresence;

  constructor(
    private readonly environment: Environment,
    private readonly link: Link,
    private readonly release: Undo,
    readonly id: string,
    debounceMs: number,
  ) {
    this.follower = new Follower(environment, link.feed, id);
    this.editor = new Editor(environment, link.documents, link.writer, id, debounceMs);
    this.listeners = new Listeners(environment);
    this.presence = new BoardPresence(environment, link, id, () => {
      this.follower.checkOpen();
    });
    this.unwatch = link.documents.watch(id, (_id, view) => {
      if (view.known) this.listeners.tell(typedState<T>(view.data), this.metaOf(view));
    });
  }

  get state(): T | undefined {
    return typedState<T>(this.view.data);
  }

  get meta(): LuxMeta {
    return this.metaOf(this.view);
  }

  get status(): LuxStatus {
    return this.follower.status;
  }

  async load(onState?: (state: T, meta: LuxMeta) => void): Promise<void> {
    this.follower.checkOpen();
    const undo = this.subscribe((state, meta) => {
      if (state !== undefined) onState?.(state, meta);
    });
    try {
      await this.follower.follow();
    } catch (error) {
      undo();
      throw error;
    }
  }

  async patch(patch: Patch<T>, options: WriteOptions = {}): Promise<Ack> {
    this.follower.checkOpen();
    return this.editor.write({ kind: 'patch', data: toJson(patch) }, options);
  }

  async save(state: T, options: WriteOptions = {}): Promise<Ack> {
    this.follower.checkOpen();
    return this.editor.write({ kind: 'put', data: toJson(state) }, options);
  }

  async update(change: (state: T | undefined) => T, options: Pick<WriteOptions, 'guard'> = {}): Promise<Ack> {
    this.follower.checkOpen();
    return this.editor.update(typedChange(change), options);
  }

  async claim(pointer: string, who: string): Promise<Claim> {
    this.follower.checkOpen();
    return claim(pointer, who, (operation, conditions) => this.editor.write(operation, conditions));
  }

  async ask(question: string, options: AskOptions = {}): Promise<Answer> {
    this.follower.checkOpen();
    return ask(question, options, this.environment, {
      load: () => this.load(),
      subscribe: (onChange) => this.subscribe(onChange),
      write: (operation, conditions) => this.editor.write(operation, conditions),
    });
  }

  async heartbeat(holder: string): Promise<Ack> {
    this.follower.checkOpen();
    return this.link.writer.heartbeat(this.id, holder);
  }

  async remove(options: WriteOptions = {}): Promise<void> {
    this.follower.checkOpen();
    return this.editor.remove(options);
  }

  subscribe(onChange: (state: T | undefined, meta: LuxMeta) => void): Undo {
    this.follower.checkOpen();
    const undo = this.listeners.add(onChange);
    if (this.view.known) this.listeners.guard(onChange, [this.state, this.meta]);
    return undo;
  }

  onStatus(onStatus: (status: LuxStatus) => void): Undo {
    return this.follower.onStatus(onStatus);
  }

  close(): void {
    if (this.status.kind === 'closed') return;
    this.editor.flush();
    this.presence.close();
    this.listeners.clear();
    this.follower.close();
    this.unwatch();
    this.release();
  }

  private get view(): View {
    return this.link.documents.view(this.id);
  }

  private metaOf(view: View): LuxMeta {
    return metaOf(view, this.follower, this.environment);
  }
}
