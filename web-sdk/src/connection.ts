import { fullJitter } from './backoff.js';
import { comesBack, refusal } from './close-code.js';
import type { Credential } from './credential.js';
import { decodeFrame } from './decode.js';
import type { Environment, Socket, Undo } from './environment.js';
import { LuxError } from './error.js';
import type { Frame } from './frame.js';
import { Watchdog } from './watchdog.js';

export const RECONNECT_BACKOFF = { baseMs: 250, capMs: 15_000 };
/** A connection that lived this long starts the backoff anew. */
export const STABLE_MS = 10_000;
/** Time for a connection to open. */
export const OPEN_TIMEOUT_MS = 10_000;

const SUBPROTOCOL = 'lux.v1';
/** RFC 6455 section 7.4.1: what a socket that died without a close frame shows. */
const ABNORMAL = 1006;

/**
 * Where a connection stands.
 *
 *     idle -> opening -> open -> waiting -> opening ...     refused, from opening and open, is the end;
 *                 \----------------^                        idle again from everywhere, by stop()
 */
export type Phase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'opening'; readonly attempt: number }
  | { readonly kind: 'open' }
  | { readonly kind: 'waiting'; readonly attempt: number; readonly retryAt: number }
  | { readonly kind: 'refused'; readonly error: LuxError };

/** What a connection needs from, and tells, who uses it. */
export interface ConnectionUser {
  /** Asked at every attempt. */
  url(): string;
  /** The socket is open and the credential is sent: say what else is to be said. */
  opened(): void;
  frame(frame: Frame): void;
  /** Makes the broker answer something, without other effect. */
  probe(): void;
  phaseChanged(phase: Phase): void;
}

/** One stream that comes back. It knows sockets, time and close codes, and nothing of documents. */
export class Connection {
  private current: Phase = { kind: 'idle' };
  private socket: Socket | undefined;
  private watchdog: Watchdog | undefined;
  private undoTimer: Undo = () => undefined;
  private undoOnline: Undo = () => undefined;
  /** Counts starts and stops, so that a token that comes late finds that nobody waits for it. */
  private generation = 0;
  private failures = 0;
  private openedAt: number | undefined;
  private byeMs: number | undefined;
  private lastError: LuxError | undefined;

  constructor(
    private readonly environment: Environment,
    private readonly credential: Credential,
    private readonly user: ConnectionUser,
  ) {}

  get phase(): Phase {
    return this.current;
  }

  start(): void {
    if (this.current.kind !== 'idle') return;
    this.failures = 0;
    this.undoOnline = this.environment.onOnline(() => {
      if (this.current.kind === 'waiting') void this.open();
    });
    void this.open();
  }

  stop(): void {
    this.undoOnline();
    this.drop();
    this.enter({ kind: 'idle' });
  }

  /** Sends when open; what is not sent is said again by `opened`. */
  send(message: object): void {
    if (this.current.kind === 'open') this.socket?.send(JSON.stringify(message));
  }

  private async open(): Promise<void> {
    this.undoTimer();
    const generation = ++this.generation;
    this.byeMs = undefined;
    this.lastError = undefined;
    this.openedAt = undefined;
    this.enter({ kind: 'opening', attempt: this.failures });
    let token: string;
    try {
      token = await this.credential();
    } catch {
      if (generation === this.generation) this.lost(ABNORMAL);
      return;
    }
    if (generation === this.generation) this.connect(token);
  }

  private connect(token: string): void {
    let socket: Socket;
    try {
      socket = this.environment.connect(this.user.url(), [SUBPROTOCOL]);
    } catch (cause) {
      // Not the network's fault: a URL that is none, or a runtime without sockets.
      this.refuse(new LuxError({ code: 'refused', detail: String(cause), cause }));
      return;
    }
    this.socket = socket;
    this.undoTimer = this.environment.after(OPEN_TIMEOUT_MS, () => {
      this.lost(ABNORMAL);
    });
    socket.onopen = () => {
      this.undoTimer();
      this.openedAt = this.environment.now();
      this.watchdog = new Watchdog(this.environment, this.user.probe.bind(this.user), () => {
        this.lost(ABNORMAL);
      });
      socket.send(JSON.stringify({ type: 'auth', token }));
      this.enter({ kind: 'open' });
      this.user.opened();
    };
    socket.onmessage = (event) => {
      this.watchdog?.heard();
      this.received(decodeFrame(event.data));
    };
    socket.onclose = (event) => {
      this.lost(event.code);
    };
    socket.onerror = () => undefined;
  }

  private received(frame: Frame | undefined): void {
    if (frame === undefined) return;
    if (frame.type === 'bye') this.byeMs = frame.reconnectAfterMs;
    else if (frame.type === 'error' && frame.ref === undefined) this.lastError = new LuxError(frame);
    else this.user.frame(frame);
  }

  private lost(closeCode: number): void {
    this.drop();
    if (!comesBack(closeCode)) {
      this.refuse(this.lastError ?? refusal(closeCode));
      return;
    }
    const now = this.environment.now();
    if (this.openedAt !== undefined && (now - this.openedAt >= STABLE_MS || this.byeMs !== undefined))
      this.failures = 0;
    const delayMs = this.byeMs ?? fullJitter(RECONNECT_BACKOFF, this.failures, this.environment.random());
    this.failures++;
    this.undoTimer = this.environment.after(delayMs, () => void this.open());
    this.enter({ kind: 'waiting', attempt: this.failures, retryAt: now + delayMs });
  }

  private refuse(error: LuxError): void {
    this.undoOnline();
    this.drop();
    this.enter({ kind: 'refused', error });
  }

  /** Lets go of the socket without waiting for its close, which on a dead network takes minutes. */
  private drop(): void {
    this.generation++;
    this.undoTimer();
    this.watchdog?.stop();
    this.watchdog = undefined;
    const socket = this.socket;
    this.socket = undefined;
    if (socket === undefined) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.onerror = () => undefined;
    socket.close(1000);
  }

  private enter(phase: Phase): void {
    this.current = phase;
    this.user.phaseChanged(phase);
  }
}
