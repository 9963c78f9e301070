import type { Environment, Undo } from './environment.js';
import { LuxError } from './error.js';
import type { Feed, Subscription } from './feed.js';
import { Listeners } from './listeners.js';
import type { Standing } from './meta.js';
import type { LuxStatus } from './status.js';

const IDLE: LuxStatus = { kind: 'idle' };
const CLOSED: LuxStatus = { kind: 'closed' };

/** What a board and a collection share: a subscription that begins with the first load, and its status. */
export class Follower implements Standing {
  private subscription: Subscription | undefined;
  private closed = false;
  private readonly listeners: Listeners<[LuxStatus]>;

  constructor(
    environment: Pick<Environment, 'report'>,
    private readonly feed: Feed,
    private readonly pattern: string,
  ) {
    this.listeners = new Listeners(environment);
  }

  get status(): LuxStatus {
    return this.closed ? CLOSED : (this.subscription?.status ?? IDLE);
  }

  get connected(): boolean {
    return this.subscription?.connected ?? false;
  }

  /** Resolves when all that matches is known. */
  follow(): Promise<void> {
    if (this.subscription === undefined) {
      this.subscription = this.feed.open(this.pattern);
      this.subscription.onStatus((status) => {
        this.listeners.tell(status);
      });
      if (this.status.kind !== 'idle') this.listeners.tell(this.status);
    }
    return this.subscription.ready();
  }

  onStatus(call: (status: LuxStatus) => void): Undo {
    const undo = this.listeners.add(call);
    this.listeners.guard(call, [this.status]);
    return undo;
  }

  checkOpen(): void {
    if (this.closed) throw new LuxError({ code: 'closed', detail: 'The board was closed.' });
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.subscription?.close();
    this.listeners.tell(CLOSED);
    this.listeners.clear();
  }
}
