import type { Socket } from '../../src/environment.js';

/** The client's end of a stream in memory; the fake server holds the other. */
export class FakeSocket implements Socket {
  onopen: Socket['onopen'] = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  onerror: Socket['onerror'] = null;
  /** What the client said, after `auth`. */
  readonly said: Record<string, unknown>[] = [];
  token: unknown;
  state: 'connecting' | 'open' | 'closed' = 'connecting';
  onSaid: (message: Record<string, unknown>) => void = () => undefined;

  constructor(
    readonly url: string,
    readonly protocols: readonly string[],
  ) {}

  send(text: string): void {
    if (this.state !== 'open') throw new Error('send on a socket that is not open');
    const message = JSON.parse(text) as Record<string, unknown>;
    if (message['type'] === 'auth') this.token = message['token'];
    else this.said.push(message);
    this.onSaid(message);
  }

  close(): void {
    this.state = 'closed';
  }

  open(): void {
    this.state = 'open';
    this.onopen?.(undefined as never);
  }

  tell(frame: object | string): void {
    this.onmessage?.({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) });
  }

  /** The broker, or the network, ends it. */
  end(code: number): void {
    this.state = 'closed';
    this.onclose?.({ code });
  }

  get subscribed(): unknown[] {
    return this.said.filter(({ type }) => type === 'subscribe').map(({ match }) => match);
  }
}
