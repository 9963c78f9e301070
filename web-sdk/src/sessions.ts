import { fullJitter } from './backoff.js';
import { RECONNECT_BACKOFF } from './connection.js';
import type { Environment, Undo } from './environment.js';
import { LuxError } from './error.js';
import type { Frame } from './frame.js';
import type { Json } from './json.js';

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: LuxError) => void;
}

/** One document that is to be there as long as the socket is. */
interface Session {
  data: Json;
  /** Of the put under way; undefined when there is none. */
  ref: string | undefined;
  /** Said anew while a put was under way: only the newest is sent next. */
  dirty: boolean;
  refusals: number;
  undoRetry: Undo;
  waiters: Waiter[];
}

/**
 * The session documents of one connection (PROTOCOL.md, Session documents): put again on each new socket, at most one
 * put of each under way, and what is said meanwhile replaces what waits.
 */
export class Sessions {
  private readonly sessions = new Map<string, Session>();
  private puts = 0;
  private refusal: LuxError | undefined;

  constructor(
    private readonly environment: Pick<Environment, 'after' | 'random' | 'report'>,
    /** Sends when the connection is open; what is not sent is said again by `opened`. */
    private readonly send: (message: object) => void,
  ) {}

  /** Resolves when the broker has what was said last; rejects when it refuses for good, or at the leave. */
  put(id: string, data: Json): Promise<void> {
    if (this.refusal !== undefined) return Promise.reject(this.refusal);
    const session = this.sessions.get(id) ?? {
      data,
      ref: undefined,
      dirty: false,
      refusals: 0,
      undoRetry: () => undefined,
      waiters: [],
    };
    this.sessions.set(id, session);
    session.data = data;
    const told = new Promise<void>((resolve, reject) => session.waiters.push({ resolve, reject }));
    if (session.ref === undefined) this.tell(id, session);
    else session.dirty = true;
    return told;
  }

  /** The document goes now. On a socket that has gone it went by itself. */
  remove(id: string): void {
    const session = this.sessions.get(id);
    if (session === undefined) return;
    this.sessions.delete(id);
    session.undoRetry();
    this.send({ type: 'delete', id });
    const left = new LuxError({ code: 'closed', detail: 'Left before the broker knew.' });
    for (const { reject } of session.waiters) reject(left);
  }

  opened(): void {
    for (const [id, session] of this.sessions) this.tell(id, session);
  }

  /** There will be no socket any more. */
  refused(error: LuxError): void {
    this.refusal = error;
    for (const { waiters } of this.sessions.values()) for (const { reject } of waiters.splice(0)) reject(error);
    this.sessions.clear();
  }

  /** Whether the answer was to a put of here. */
  answered(frame: Extract<Frame, { type: 'ack' | 'error' }>): boolean {
    for (const [id, session] of this.sessions) {
      if (session.ref === undefined || session.ref !== frame.ref) continue;
      if (frame.type === 'ack') this.acknowledged(id, session);
      else this.failed(id, session, frame);
      return true;
    }
    return false;
  }

  private tell(id: string, session: Session): void {
    session.undoRetry();
    session.dirty = false;
    session.ref = `session-${++this.puts}`;
    this.send({ type: 'put', id, data: session.data, session: true, ref: session.ref });
  }

  private acknowledged(id: string, session: Session): void {
    session.ref = undefined;
    session.refusals = 0;
    if (session.dirty) this.tell(id, session);
    else for (const { resolve } of session.waiters.splice(0)) resolve();
  }

  private failed(id: string, session: Session, frame: Extract<Frame, { type: 'error' }>): void {
    if (frame.retry) {
      const delayMs = fullJitter(RECONNECT_BACKOFF, session.refusals++, this.environment.random());
      session.undoRetry = this.environment.after(delayMs, () => {
        this.tell(id, session);
      });
      return;
    }
    this.sessions.delete(id);
    const error = new LuxError(frame);
    // Nobody waits for a put that was accepted on an earlier socket.
    if (session.waiters.length === 0) this.environment.report(error);
    for (const { reject } of session.waiters) reject(error);
  }
}
