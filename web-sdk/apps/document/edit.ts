import type { Doc } from '../common/doc.js';

/** One edit of one document, from its start to its end. */
export type Edit =
  | { readonly kind: 'none' }
  /** `base` is the version that the text was made from; 0 for a document that did not exist. */
  | { readonly kind: 'open'; readonly id: string; readonly base: number }
  /** The write was refused: the document is now `current`, or gone. */
  | { readonly kind: 'conflict'; readonly id: string; readonly current: Doc | undefined };

/** The version on which a save of this edit insists: in a conflict, the one that the conflict has shown. */
export function insistsOn(edit: Exclude<Edit, { kind: 'none' }>): number {
  return edit.kind === 'open' ? edit.base : (edit.current?.version ?? 0);
}

/** Whether somebody has written the document since the text was made. */
export function isBehind(edit: Edit, now: Doc | undefined): boolean {
  return edit.kind === 'open' && edit.base !== (now?.version ?? 0);
}
