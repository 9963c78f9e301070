import type { Doc } from './doc.js';

export interface Changes {
  readonly changed: readonly Doc[];
  readonly gone: readonly string[];
}

/**
 * Brings `known` up to `incoming` and says what differed. A local edit that waits for its ack changes the state and not
 * the version, a refused one changes it back: both count.
 */
export function catchUp(known: Map<string, Doc>, incoming: ReadonlyMap<string, Doc>): Changes {
  const changed: Doc[] = [];
  const gone: string[] = [];
  for (const [id, doc] of incoming) {
    const before = known.get(id);
    if (before !== undefined && before.version === doc.version && before.state === doc.state) continue;
    known.set(id, doc);
    changed.push(doc);
  }
  for (const id of known.keys()) {
    if (!incoming.has(id)) gone.push(id);
  }
  for (const id of gone) known.delete(id);
  return { changed, gone };
}
