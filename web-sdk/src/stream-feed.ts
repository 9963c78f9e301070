import { fullJitter } from './backoff.js';
import { Connection, RECONNECT_BACKOFF, type ConnectionUser, type Phase } from './connection.js';
import type { Credential } from './credential.js';
import type { Documents } from './documents.js';
import type { Environment } from './environment.js';
import { LuxError } from './error.js';
import type { Feed, Subscription } from './feed.js';
import type { Frame } from './frame.js';
import type { Known } from './local-document.js';
import { freeze } from './json.js';
import { applyMergePatch } from './merge-patch.js';
import { isPrefix, matches } from './pattern.js';
import { sinceWithin } from './since.js';
import { Sessions } from './sessions.js';
import { StreamSubscription } from './stream-subscription.js';
import { SubscriptionHandle } from './subscription-handle.js';
import { smallMatch, type StreamUrl } from './stream-url.js';

/** Follows documents over one socket: subscribes, and turns frames into changes of documents. */
export class StreamFeed implements Feed, ConnectionUser {
  private readonly subscriptions = new Map<string, StreamSubscription>();
  readonly sessions: Sessions;
  private readonly connection: Connection;
  /** What this socket was sent last, or was told that this client holds already: what its next patch applies to. */
  private held = new Map<string, Known>();
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
    this.sessions = new Sessions(environment, this.connection.send.bind(this.connection));
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
    this.held = new Map();
    const id = this.streamUrl.document;
    if (id === undefined) return this.streamUrl.since(undefined);
    const version = sinceWithin(this.documents.matching(id), this.held)[id];
    if (version !== undefined) this.hold(id);
    return this.streamUrl.since(version);
  }

  opened(): void {
    for (const subscription of this.subscriptions.values()) {
      if (!this.streamUrl.covers(subscription.pattern)) this.subscribe(subscription);
    }
    this.sessions.opened();
  }

  phaseChanged(phase: Phase): void {
    if (phase.kind === 'refused') this.sessions.refused(phase.error);
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
        this.news(frame.id, { ...frame, kind: 'present' }, frame.reset);
        break;
      case 'patch':
        this.patched(frame);
        break;
      case 'gone':
        this.news(frame.id, { kind: 'absent', version: frame.version, skipped: frame.skipped }, frame.reset);
        break;
      case 'synced':
        this.synced(frame);
        break;
      case 'status':
        this.subscriptions.get(frame.match)?.markLive(frame.live);
        break;
      case 'error':
        if (!this.sessions.answered(frame)) this.failed(frame);
        break;
      case 'ack':
        this.sessions.answered(frame);
        break;
      case 'bye':
        break;
    }
  }

  /** Asks for all that matches; what is held is named, but for `whole`, which is to be sent whatever its version. */
  private subscribe(subscription: StreamSubscription, whole?: string): void {
    const { pattern } = subscription;
    if (this.connection.phase.kind !== 'open') return;
    const since = sinceWithin(
      [...this.documents.matching(pattern)].filter(([id]) => id !== whole),
      this.held,
    );
    for (const id of Object.keys(since)) this.hold(id);
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
    this.letGo([...this.subscriptions.keys()]);
  }

  /** What none of these patterns matches is not told of any more. */
  private letGo(patterns: readonly string[]): void {
    for (const id of this.held.keys()) if (!patterns.some((pattern) => matches(pattern, id))) this.held.delete(id);
  }

  private hold(id: string): void {
    const confirmed = this.documents.get(id)?.confirmed;
    if (confirmed?.kind === 'present') this.held.set(id, confirmed);
  }

  private news(id: string, known: Known, reset: boolean): void {
    // Sent before the broker read an unsubscribe of ours.
    if (!this.subscribed(id)) return;
    this.held.set(id, known);
    this.documents.change(id, (document) => {
      if (reset) document.reset(known);
      else document.confirm(known);
    });
  }

  /** A patch is of what this socket was sent; what is shown may be newer, from the answer to a write. */
  private patched(frame: Extract<Frame, { type: 'patch' }>): void {
    const { id, version, at, by, stale, skipped } = frame;
    const base = this.held.get(id);
    // Sent before the broker read what we said last, whose answer is on its way.
    if (base === undefined || base.version >= version) return;
    if (base.kind !== 'present' || base.version !== frame.base) {
      this.beginAgain(id);
      return;
    }
    const data = freeze(applyMergePatch(base.data, frame.patch));
    this.news(id, { kind: 'present', version, data, at, by, stale, skipped }, false);
  }

  /** What the broker takes for held is not: whatever tells of the document begins again, and sends it whole. */
  private beginAgain(id: string): void {
    const all = [...this.subscriptions.values()];
    const telling = all.filter(({ pattern }) => matches(pattern, id));
    for (const { pattern } of telling) this.connection.send({ type: 'unsubscribe', match: pattern });
    this.letGo(all.filter((other) => !telling.includes(other)).map(({ pattern }) => pattern));
    this.documents.get(id)?.unmark();
    for (const subscription of telling) {
      subscription.beginAgain();
      this.subscribe(subscription, id);
    }
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
