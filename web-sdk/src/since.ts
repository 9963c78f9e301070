import type { LocalDocument } from './local-document.js';

/** Characters of one `since`: with the rest of the message well below what a broker takes as one (72 KiB by default). */
export const MAX_SINCE_CHARS = 32_768;
const PUNCTUATION_CHARS = '"":,'.length;

/**
 * What a `subscribe` tells that this client holds, as far as it fits. What this socket knows already is left out.
 * Of a document that is not named, whatever version comes next is news: the broker was not asked whether it is older
 * than ours, and a snapshot is never behind what anybody was told (PROTOCOL.md, promise 1).
 */
export function sinceWithin(
  documents: Iterable<[id: string, document: LocalDocument]>,
  held: Pick<ReadonlyMap<string, unknown>, 'has'>,
): Readonly<Record<string, number>> {
  const since: Record<string, number> = {};
  let chars = 0;
  for (const [id, document] of documents) {
    if (held.has(id)) continue;
    const { confirmed } = document;
    const version = confirmed.kind === 'present' ? confirmed.version : undefined;
    const more = id.length + String(version).length + PUNCTUATION_CHARS;
    if (version === undefined || chars + more > MAX_SINCE_CHARS) {
      document.unmark();
    } else {
      chars += more;
      since[id] = version;
    }
  }
  return since;
}
