import type { Environment, Undo } from './environment.js';
import type { LuxError } from './error.js';
import type { Phase } from './connection.js';
import { Listeners } from './listeners.js';
import { sameStatus, type LuxStatus } from './status.js';

/** How far one subscription is on the current socket. */
type Progress =
  | { readonly kind: 'waiting'; readonly ownerLive: boolean }
  | { readonly kind: 'synced'; readonly ownerLive: boolean }
  | { readonly kind: 'refused'; readonly error: LuxError };

/** The broker speaks up only when an owner is silent. */
const NEW: Progress = { kind: 'waiting', ownerLive: true };

export interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: LuxError) => void;
}

/** What one match is waiting for; shared by all boards that follow it over one connection. */
export class StreamSubscription {
  /** Repeated by the broker in the `synced` or `error` that answers the last `subscribe`. */
  ref = 0;
  users = 0;
  /** Times that the broker asked to try later, one after the other. */
  refusals = 0;
  undoRetry: Undo = () => undefined;
  private progress: Progress = NEW;
  private wasSynced = false;
  private shown: LuxStatus;
  private waiters: Waiter[] = [];
  private readonly listeners: Listeners<[LuxStatus]>;

  constructor(
    readonly pattern: string,
    environment: Pick<Environment, 'report'>,
    private phase: Phase,
  ) {
    this.listeners = new Listeners(environment);
    this.shown = this.derived();
  }

  get status(): LuxStatus {
    return this.shown;
  }

  get synced(): boolean {
    return this.progress.kind === 'synced';
  }

  get connected(): boolean {
    return this.phase.kind === 'open';
  }

  onStatus(call: (status: LuxStatus) => void): Undo {
    return this.listeners.add(call);
  }

  /** Tells once, when all that matches is known or when the broker refuses; until undone. */
  whenReady(waiter: Waiter): Undo {
    this.waiters.push(waiter);
    this.settle();
    return () => {
      this.waiters = this.waiters.filter((each) => each !== waiter);
    };
  }

  /** The connection came or went: what was synced on the last socket is not on this one. */
  phaseChanged(phase: Phase): void {
    this.phase = phase;
    this.beginAgain();
  }

  /** Nothing is synced: it is asked for again. */
  beginAgain(): void {
    if (this.progress.kind !== 'refused') this.progress = NEW;
    this.undoRetry();
    this.changed();
  }

  markSynced(): void {
    this.wasSynced = true;
    this.refusals = 0;
    this.progress = { kind: 'synced', ownerLive: this.progress.kind === 'refused' || this.progress.ownerLive };
    this.changed();
  }

  markLive(ownerLive: boolean): void {
    if (this.progress.kind === 'refused') return;
    this.progress = { kind: this.progress.kind, ownerLive };
    this.changed();
  }

  refuse(error: LuxError): void {
    this.progress = { kind: 'refused', error };
    this.changed();
  }

  private changed(): void {
    this.settle();
    const status = this.derived();
    if (sameStatus(status, this.shown)) return;
    this.shown = status;
    this.listeners.tell(status);
  }

  private settle(): void {
    const status = this.derived();
    if (status.kind === 'refused') for (const { reject } of this.waiters.splice(0)) reject(status.error);
    else if (this.synced) for (const { resolve } of this.waiters.splice(0)) resolve();
  }

  private derived(): LuxStatus {
    if (this.progress.kind === 'refused') return this.progress;
    switch (this.phase.kind) {
      case 'idle':
        return { kind: 'idle' };
      case 'refused':
        return this.phase;
      case 'waiting':
        return { kind: 'offline', attempt: this.phase.attempt, retryAt: this.phase.retryAt };
      case 'opening':
        return this.phase.attempt === 0 && !this.wasSynced
          ? { kind: 'connecting' }
          : { kind: 'offline', attempt: this.phase.attempt, retryAt: undefined };
      case 'open':
        if (this.progress.kind !== 'synced')
          return this.wasSynced ? { kind: 'stale', reason: 'resyncing' } : { kind: 'connecting' };
        return this.progress.ownerLive ? { kind: 'live' } : { kind: 'stale', reason: 'owner_unreachable' };
    }
  }
}
