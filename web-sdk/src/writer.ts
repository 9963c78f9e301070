import { fullJitter } from './backoff.js';
import type { Documents } from './documents.js';
import type { Environment } from './environment.js';
import { LuxError } from './error.js';
import type { Feed } from './feed.js';
import type { Ack, Conditions, HttpClient } from './http-client.js';
import type { Json } from './json.js';
import type { Overlay } from './local-document.js';
import type { Operation } from './operation.js';
import { SerialQueue } from './serial-queue.js';

const CONFLICT_BACKOFF = { baseMs: 50, capMs: 2_000 };
/** Times that `update` tries; then its caller gets the last `version_conflict`. */
const MAX_UPDATE_TRIES = 20;

interface Base {
  readonly version: number;
  readonly data: Json | undefined;
}

/** Writes of one credential at one endpoint: in order per document, shown at once, taken back when refused. */
export class Writer {
  private readonly queues = new Map<string, SerialQueue>();

  constructor(
    private readonly environment: Environment,
    private readonly http: HttpClient,
    private readonly documents: Documents,
    private readonly feed: Feed,
  ) {}

  /** Sends a write that is shown already as `overlay`. */
  submit(id: string, overlay: Overlay, conditions: Conditions): Promise<Ack> {
    return this.queued(id, () => this.http.write(id, overlay.operation, conditions)).then(
      (ack) => this.acknowledged(id, overlay, ack),
      (error: unknown) => this.refused(id, overlay, error),
    );
  }

  remove(id: string, conditions: Conditions): Promise<void> {
    return this.queued(id, async () => {
      await this.http.remove(id, conditions);
      this.feed.removed(id);
    });
  }

  /** Past the writes that wait: who waits for them is there. */
  heartbeat(id: string, holder: string): Promise<Ack> {
    return this.http.heartbeat(id, holder);
  }

  /** Read, change, write on condition that nobody else wrote; again when somebody did. */
  update(id: string, change: (data: Json | undefined) => Json, conditions: Pick<Conditions, 'guard'>): Promise<Ack> {
    return this.queued(id, async () => {
      let base = this.liveBase(id) ?? (await this.fetchedBase(id));
      for (let attempt = 0; ; attempt++) {
        try {
          return await this.tryUpdate(id, change, conditions, base);
        } catch (error) {
          if (!(error instanceof LuxError) || error.code !== 'version_conflict' || attempt + 1 >= MAX_UPDATE_TRIES)
            throw error;
          await this.pause(fullJitter(CONFLICT_BACKOFF, attempt, this.environment.random()));
          base = this.liveBase(id) ?? (await this.fetchedBase(id));
        }
      }
    });
  }

  private async tryUpdate(
    id: string,
    change: (data: Json | undefined) => Json,
    conditions: Pick<Conditions, 'guard'>,
    base: Base,
  ): Promise<Ack> {
    const data = change(base.data);
    const overlay = this.show(id, { kind: 'put', data });
    try {
      const ack = await this.http.write(id, overlay.operation, { ...conditions, ifVersion: base.version });
      return this.acknowledged(id, overlay, ack);
    } catch (error) {
      return this.refused(id, overlay, error);
    }
  }

  show(id: string, operation: Operation): Overlay {
    return this.documents.change(id, (document) => document.hold(operation));
  }

  /** What is held, when it is up to date as far as anybody can say: saves the request. */
  private liveBase(id: string): Base | undefined {
    const document = this.documents.get(id);
    if (document === undefined || !this.feed.follows(id)) return undefined;
    // An own write that was acknowledged is not in the confirmed state yet: a write on that base would fail.
    if (!document.settled) return undefined;
    switch (document.confirmed.kind) {
      case 'unknown':
        return undefined;
      case 'absent':
        return { version: 0, data: undefined };
      case 'present':
        return document.confirmed;
    }
  }

  private async fetchedBase(id: string): Promise<Base> {
    const told = await this.http.get(id);
    if (told === undefined) return { version: 0, data: undefined };
    this.documents.change(id, (document) => {
      document.confirm({ ...told, kind: 'present', skipped: 0 });
    });
    return told;
  }

  private acknowledged(id: string, overlay: Overlay, ack: Ack): Ack {
    this.documents.change(id, (document) => {
      document.acknowledge(overlay, ack.version);
    });
    return ack;
  }

  private refused(id: string, overlay: Overlay, error: unknown): never {
    this.documents.change(id, (document) => {
      document.refuse(overlay);
      const current = error instanceof LuxError ? error.current : undefined;
      if (current) {
        document.confirm({
          kind: 'present',
          version: current.version,
          data: current.data,
          ...current.meta,
          skipped: 0,
        });
      }
    });
    throw error;
  }

  private queued<R>(id: string, task: () => Promise<R>): Promise<R> {
    const queue = this.queues.get(id) ?? new SerialQueue(() => this.queues.delete(id));
    this.queues.set(id, queue);
    return queue.run(task);
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.environment.after(milliseconds, resolve));
  }
}
