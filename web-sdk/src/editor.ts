import type { Documents } from './documents.js';
import type { Environment, Undo } from './environment.js';
import type { Ack, Conditions } from './http-client.js';
import type { Json } from './json.js';
import type { Overlay } from './local-document.js';
import { compose, type Operation } from './operation.js';
import type { Writer } from './writer.js';

/** A held write is sent after so many times the debounce at the latest, however often it is changed. */
const MAX_HOLD = 5;

interface Held {
  overlay: Overlay;
  readonly since: number;
  undo: Undo;
  readonly sent: Promise<Ack>;
  readonly send: (ack: Promise<Ack>) => void;
}

/**
 * The writes of one board to one document. With a debounce it holds one pending newest value: what is written
 * meanwhile is composed with it, and all who wrote learn the outcome of the one request. What can't be composed, or has
 * conditions of its own, sends the held one first.
 */
export class Editor {
  private held: Held | undefined;

  constructor(
    private readonly environment: Environment,
    private readonly documents: Documents,
    private readonly writer: Writer,
    private readonly id: string,
    private readonly debounceMs: number,
  ) {}

  get idle(): boolean {
    return this.held === undefined;
  }

  write(operation: Operation, conditions: Conditions): Promise<Ack> {
    const unconditional = Object.values(conditions).every((condition) => condition === undefined);
    if (this.debounceMs > 0 && unconditional) return this.hold(operation);
    this.flush();
    return this.writer.submit(this.id, this.writer.show(this.id, operation), conditions);
  }

  update(change: (data: Json | undefined) => Json, conditions: Pick<Conditions, 'guard'>): Promise<Ack> {
    this.flush();
    return this.writer.update(this.id, change, conditions);
  }

  remove(conditions: Conditions): Promise<void> {
    this.flush();
    return this.writer.remove(this.id, conditions);
  }

  /** Sends the held write now. */
  flush(): void {
    const held = this.held;
    if (held === undefined) return;
    this.held = undefined;
    held.undo();
    held.send(this.writer.submit(this.id, held.overlay, {}));
  }

  private hold(operation: Operation): Promise<Ack> {
    const composed = this.held && compose(this.held.overlay.operation, operation);
    if (this.held !== undefined && composed !== undefined) {
      const { overlay } = this.held;
      this.held.overlay = this.documents.change(this.id, (document) => document.replace(overlay, composed));
    } else {
      this.flush();
      this.held = this.begin(operation);
    }
    this.arm(this.held);
    return this.held.sent;
  }

  private begin(operation: Operation): Held {
    let send: (ack: Promise<Ack>) => void = () => undefined;
    const sent = new Promise<Ack>((resolve) => {
      send = resolve;
    });
    return {
      overlay: this.writer.show(this.id, operation),
      since: this.environment.now(),
      undo: () => undefined,
      sent,
      send,
    };
  }

  private arm(held: Held): void {
    held.undo();
    const heldMs = this.environment.now() - held.since;
    const delayMs = Math.max(0, Math.min(this.debounceMs, this.debounceMs * MAX_HOLD - heldMs));
    held.undo = this.environment.after(delayMs, () => {
      this.flush();
    });
  }
}
