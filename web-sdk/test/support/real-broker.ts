import { WebSocket as NodeWebSocket } from 'ws';

/** The broker that `npm run test:broker` is told of. Importing this gives Node a `WebSocket` that is recorded. */
export const broker = required('LUX_URL').replace(/\/+$/, '');
export const apiKey = required('LUX_API_KEY');
export const endpoint = `${broker}/api/lux`;

/** Each socket of this test file, the newest last. */
export const sockets: NodeWebSocket[] = [];

class RecordedWebSocket extends NodeWebSocket {
  constructor(url: string, protocols: string[]) {
    super(url, protocols);
    sockets.push(this);
  }
}
Object.assign(globalThis, { WebSocket: RecordedWebSocket });

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new Error(`${name} is needed: npm run test:broker is for a running broker.`);
  return value;
}

/** Waits for the condition, with a deadline that says what was waited for. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`after 10 s still not: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
