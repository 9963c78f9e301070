import type { Undo } from './environment.js';
import { LuxError } from './error.js';
import type { Subscription } from './feed.js';
import type { LuxStatus } from './status.js';
import type { StreamSubscription } from './stream-subscription.js';

/** One user's share of a subscription: what it left behind is gone when it closes. */
export class SubscriptionHandle implements Subscription {
  private readonly undos = new Set<Undo>();
  private readonly waiting = new Set<(error: LuxError) => void>();
  private open = true;

  constructor(
    private readonly shared: StreamSubscription,
    private readonly leave: Undo,
  ) {}

  get status(): LuxStatus {
    return this.open ? this.shared.status : { kind: 'closed' };
  }

  get connected(): boolean {
    return this.open && this.shared.connected;
  }

  onStatus(call: (status: LuxStatus) => void): Undo {
    const undo = this.shared.onStatus(call);
    this.undos.add(undo);
    return undo;
  }

  ready(): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      this.waiting.add(reject);
      this.undos.add(this.shared.whenReady({ resolve, reject }));
    });
  }

  close(): void {
    if (!this.open) return;
    this.open = false;
    for (const undo of this.undos) undo();
    // Of a promise that is settled already, this changes nothing.
    for (const reject of this.waiting) reject(new LuxError({ code: 'closed', detail: 'The board was closed.' }));
    this.leave();
  }
}
