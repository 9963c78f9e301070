import type { Present, Presence } from './api.js';
import type { Environment, Undo } from './environment.js';
import { LuxError } from './error.js';
import { Follower } from './follower.js';
import { toJson } from './json.js';
import type { Link } from './links.js';
import { checkedId, isPrefix } from './pattern.js';
import { typedState } from './typed.js';

/**
 * Who is at a board, each a session document `presence:<board>:<session>`: there as long as its socket is. A collection's
 * name is its pattern without the star.
 */
export class BoardPresence implements Presence {
  private readonly prefix: string;
  /** Of this object: two boards of one page are two sessions. */
  private name: string | undefined;
  /** Keeps the stream open while nobody watches. */
  private own: Follower | undefined;
  private readonly watches = new Set<Undo>();

  constructor(
    private readonly environment: Environment,
    private readonly link: Pick<Link, 'documents' | 'feed'>,
    board: string,
    private readonly checkOpen: () => void,
  ) {
    this.prefix = `presence:${isPrefix(board) ? board.slice(0, -1) : board}:`;
  }

  private get session(): string {
    return (this.name ??= this.environment.newKey().slice(0, 16));
  }

  async join(me: unknown): Promise<void> {
    this.checkOpen();
    const { sessions } = this.link.feed;
    if (sessions === undefined) throw new LuxError({ code: 'realtime_off', detail: 'Presence needs realtime.' });
    const id = checkedId(this.prefix + this.session);
    const told = sessions.put(id, toJson(me));
    if (this.own === undefined) {
      this.own = new Follower(this.environment, this.link.feed, id);
      // When the stream is refused the put is too; that this alone may not be read changes nothing.
      this.own.follow().catch(() => undefined);
    }
    return told;
  }

  leave(): void {
    if (this.name === undefined) return;
    this.link.feed.sessions?.remove(this.prefix + this.name);
    this.own?.close();
    this.own = undefined;
  }

  watch<T>(onChange: (present: readonly Present<T>[]) => void, onRefused?: (error: unknown) => void): Undo {
    this.checkOpen();
    const { environment } = this;
    const pattern = `${this.prefix}*`;
    const follower = new Follower(environment, this.link.feed, pattern);
    let complete = false;
    const tell = (): void => {
      if (!complete) return;
      try {
        onChange(this.present<T>(pattern));
      } catch (error) {
        environment.report(error);
      }
    };
    const unwatch = this.link.documents.watch(pattern, tell);
    const undo = (): void => {
      if (!this.watches.delete(undo)) return;
      unwatch();
      follower.close();
    };
    this.watches.add(undo);
    follower.follow().then(
      () => {
        complete = true;
        tell();
      },
      (error: unknown) => {
        if (this.watches.has(undo)) (onRefused ?? environment.report)(error);
      },
    );
    return undo;
  }

  close(): void {
    this.leave();
    for (const undo of [...this.watches]) undo();
  }

  private present<T>(pattern: string): Present<T>[] {
    const all: Present<T>[] = [];
    for (const [id, { view }] of this.link.documents.matching(pattern)) {
      const session = id.slice(this.prefix.length);
      const state = typedState<T>(view.data);
      if (state !== undefined) all.push({ session, state, by: view.by, mine: session === this.name });
    }
    return all.sort((a, b) => (a.session < b.session ? -1 : 1));
  }
}
