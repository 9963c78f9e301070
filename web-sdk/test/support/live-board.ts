import { FakeServer, OPTIONS } from './fake-server.js';

export interface Incident {
  status: string;
  owner?: string | null;
  n?: number;
}

/** A board that is live on a document with `{status: 'triage'}`, and no request so far. */
export async function liveBoard(options: object = OPTIONS) {
  const server = new FakeServer();
  server.put('a', { status: 'triage' });
  const board = server.sdk.lux<Incident>('a', options);
  const seen: (Incident | undefined)[] = [];
  await board.load((state) => seen.push(state));
  return { server, board, seen };
}
