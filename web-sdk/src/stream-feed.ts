import { fullJitter } from './backoff.js';
import { Connection, RECONNECT_BACKOFF, type ConnectionUser, type Phase } from './connection.js';
import type { Credential } from './credential.js';
import type { Documents } from './documents.js';
import type { Environment } from './environment.js';
import { LuxError } from './error.js';
import type { Feed, Subscription } from './feed.js';
import type { Frame } from './frame.js';
import type { Known } from './local-document.js';
import { isPrefix, matches } from './pattern.js';
import { sinceWithin } from './since.js';
import { StreamSubscription } from './stream-subscription.js';
import { SubscriptionHandle } from './subscription-handle.js';
import { smallMatch, type StreamUrl } from './stream-url.js';

/** Follows documents over one socket: subscribes, and turns frames into changes of documents. */
export class StreamFeed implements Feed, ConnectionUser {
  private readonly subscriptions = new Map<string, StreamSubscription>();
  private readonly connection: Connection;
  /** What this socket was sent, or was told that this client holds already. */
  private held = new Set<string>();
  private refs = 0;
  /** The match of the last probe, which is given back when it was answered. */
  private probed: string | undefined;

  constructor(
    private readonly environment: Environment,
    credential: Credential,
    private readonly documents: Documents,
    private readonly streamUrl: StreamUrl,
  ) {
    this.connection = new Connection(environment, credential, this);
  }

  get refused(): boolean {
    return this.connection.phase.kind === 'refused';
  }

  open(pattern: string): Subscription {
    const subscription =
      this.subscriptions.get(pattern) ?? new StreamSubscription(pattern, this.environment, this.connection.phase);
    subscription.users++;
    if (!this.subscriptions.has(pattern)) {
      this.subscriptions.set(pattern, subscription);
      this.connection.start();
      this.subscribe(subscription);
    }
    return new SubscriptionHandle(subscription, () => {
      if (--subscription.users === 0) this.leave(subscription);
    });
  }

  follows(id: string): boolean {
    for (const { pattern, status } of this.subscriptions.values()) {
      if (status.kind === 'live' && matches(pattern, id)) return true;
    }
    return false;
  }

  /** The stream says so itself, in its order. */
  removed(): void {
    return undefined;
  }

  url(): string {
    this.held = new Set();
    const id = this.streamUrl.document;
    if (id === undefined) return this.streamUrl.since(undefined);
    const version = sinceWithin(this.documents.matching(id), this.held)[id];
    if (version !== undefined) this.held.add(id);
    return this.streamUrl.since(version);
  }

  opened(): void {
    for (const subscription of this.subscriptions.values()) {
      if (!this.streamUrl.covers(subscription.pattern)) this.subscribe(subscription);
    }
  }

  phaseChanged(phase: Phase): void {
    for (const subscription of [...this.subscriptions.values()]) subscription.phaseChanged(phase);
  }

  probe(): void {
    const [first] = this.subscriptions.values();
    const exact = [...this.subscriptions.values()].find(({ pattern }) => !isPrefix(pattern));
    if (exact !== undefined) {
      this.subscribe(exact);
    } else if (first !== undefined) {
      this.probed = smallMatch(first.pattern);
      this.connection.send({ type: 'subscribe', match: this.probed, ref: ++this.refs });
    }
  }

  frame(frame: Frame): void {
    switch (frame.type) {
      case 'state':
        this.news(frame, { ...frame, kind: 'present' });
        break;
      case 'gone':
        this.news(frame, { kind: 'absent', version: frame.version, skipped: frame.skipped });
        break;
      case 'synced':
        this.synced(frame);
        break;
      case 'status':
        this.subscriptions.get(frame.match)?.markLive(frame.live);
        break;
      case 'error':
        this.failed(frame);
        break;
      case 'ack':
      case 'bye':
        break;
    }
  }

  private subscribe(subscription: StreamSubscription): void {
    const { pattern } = subscription;
    if (this.connection.phase.kind !== 'open') return;
    const since = sinceWithin(this.documents.matching(pattern), this.held);
    for (const id of Object.keys(since)) this.held.add(id);
    subscription.ref = ++this.refs;
    this.connection.send({ type: 'subscribe', match: pattern, since, ref: subscription.ref });
  }

  private leave(subscription: StreamSubscription): void {
    const { pattern } = subscription;
    subscription.undoRetry();
    this.subscriptions.delete(pattern);
    if (this.subscriptions.size === 0) {
      this.connection.stop();
      return;
    }
    this.connection.send({ type: 'unsubscribe', match: pattern });
    const others = [...this.subscriptions.keys()];
    for (const id of this.held) if (!others.some((other) => matches(other, id))) this.held.delete(id);
  }

  private news(frame: Extract<Frame, { type: 'state' | 'gone' }>, known: Known): void {
    // Sent before the broker read an unsubscribe of ours.
    if (!this.subscribed(frame.id)) return;
    this.held.add(frame.id);
    this.documents.change(frame.id, (document) => {
      if (frame.reset) document.reset(known);
      else document.confirm(known);
    });
  }

  private subscribed(id: string): boolean {
    if (this.subscriptions.has(id)) return true;
    for (const pattern of this.subscriptions.keys()) if (matches(pattern, id)) return true;
    return false;
  }

  private synced(frame: Extract<Frame, { type: 'synced' }>): void {
    const subscription = this.subscriptions.get(frame.match);
    if (subscription === undefined) {
      if (frame.match === this.probed) this.connection.send({ type: 'unsubscribe', match: frame.match });
      return;
    }
    // The answer to an earlier subscribe of the same match, which a later one has replaced.
    if (frame.ref !== undefined && frame.ref !== subscription.ref) return;
    for (const [id, document] of this.documents.matching(frame.match)) {
      if (!this.held.has(id) && document.confirmed.kind === 'present') this.dropped(id);
    }
    if (!isPrefix(frame.match) && this.documents.get(frame.match)?.confirmed.kind !== 'present')
      this.absent(frame.match);
    subscription.markSynced();
  }

  private dropped(id: string): void {
    this.documents.change(id, (document) => {
      document.drop();
    });
  }

  /** The broker had nothing to send: now it is known that there is no such document. */
  private absent(id: string): void {
    if (this.documents.get(id)?.confirmed.kind !== 'absent') this.dropped(id);
  }

  private failed(frame: Extract<Frame, { type: 'error' }>): void {
    const subscription = [...this.subscriptions.values()].find(({ ref }) => ref === frame.ref);
    if (subscription === undefined) return;
    if (!frame.retry) {
      subscription.refuse(new LuxError(frame));
      return;
    }
    const delayMs = fullJitter(RECONNECT_BACKOFF, subscription.refusals++, this.environment.random());
    subscription.undoRetry = this.environment.after(delayMs, () => {
      this.subscribe(subscription);
    });
  }
}
