import type { Documents } from './documents.js';
import { LuxError } from './error.js';
import type { Feed, Subscription } from './feed.js';
import type { HttpClient } from './http-client.js';
import { isPrefix } from './pattern.js';
import type { LuxStatus } from './status.js';

const IDLE: LuxStatus = { kind: 'idle' };
const CLOSED: LuxStatus = { kind: 'closed' };

/** `realtime: false`: asks over HTTP when told to load, and never opens a socket. */
export class RequestFeed implements Feed {
  readonly refused = false;
  readonly sessions = undefined;

  constructor(
    private readonly http: HttpClient,
    private readonly documents: Documents,
  ) {}

  open(pattern: string): Subscription {
    let open = true;
    return {
      get status() {
        return open ? IDLE : CLOSED;
      },
      connected: false,
      onStatus: () => () => undefined,
      ready: async () => {
        await (isPrefix(pattern) ? this.list(pattern) : this.get(pattern));
        if (!open) throw new LuxError({ code: 'closed', detail: 'The board was closed.' });
      },
      close: () => {
        open = false;
      },
    };
  }

  follows(): boolean {
    return false;
  }

  removed(id: string): void {
    this.documents.change(id, (document) => {
      document.drop();
    });
  }

  private async get(id: string): Promise<void> {
    const told = await this.http.get(id);
    if (told === undefined) this.removed(id);
    else
      this.documents.change(id, (document) => {
        document.confirm({ ...told, kind: 'present', skipped: 0 });
      });
  }

  private async list(pattern: string): Promise<void> {
    const seen = new Set<string>();
    for await (const told of this.http.list(pattern)) {
      seen.add(told.id);
      this.documents.change(told.id, (document) => {
        document.confirm({ ...told, kind: 'present', skipped: 0 });
      });
    }
    for (const [id, document] of this.documents.matching(pattern)) {
      if (!seen.has(id) && document.confirmed.kind === 'present') this.removed(id);
    }
  }
}
