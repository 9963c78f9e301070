/** A document as the pages see it. */
export interface Doc {
  readonly id: string;
  readonly state: unknown;
  readonly version: number;
  /** When it was written, RFC 3339, by the broker's clock. */
  readonly at: string;
  /** The name of the credential that wrote it. */
  readonly by: string;
  /** Its writer promised to be heard from, and is silent: since when, and who it is. */
  readonly stale?: { readonly since: string; readonly by: string } | undefined;
}

const NATURAL = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** `INC-9` before `INC-10`; ids that differ only in case still have one order. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return NATURAL.compare(a.id, b.id) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** The part of an id after the prefix that its page subscribes to: `service-checkout` reads better as `checkout`. */
export function withoutPrefix(id: string, prefix: string): string {
  return id.startsWith(prefix) && id.length > prefix.length ? id.slice(prefix.length) : id;
}
