import type { Written } from './frame.js';
import { freeze, type Json } from './json.js';
import { apply, type Operation } from './operation.js';

/** What the broker said of a document. */
export type Confirmed =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'absent'; readonly version: number; readonly skipped: number }
  | (Written & {
      readonly kind: 'present';
      readonly version: number;
      readonly data: Json;
      readonly skipped: number;
    });

export type Known = Exclude<Confirmed, { kind: 'unknown' }>;

/** A local write that is shown before the broker's own news of it arrived. */
export interface Overlay {
  readonly operation: Operation;
  /** The version that the broker acknowledged; undefined while the write is under way. */
  readonly acknowledged: number | undefined;
}

/** What a page sees: the confirmed state with the local writes on top. */
export interface View extends Written {
  /** False until the broker said what the document is, or that there is none. */
  readonly known: boolean;
  /** Undefined when absent or not known. */
  readonly data: Json | undefined;
  readonly version: number;
  readonly skipped: number;
  readonly pending: boolean;
}

/** Acknowledged writes that the broker's news has not covered yet; more than this many become one. */
const MAX_ACKNOWLEDGED_OVERLAYS = 8;

const UNMARKED = -1;

/**
 * One document as this client holds it: the confirmed state, which only the broker's word changes, and in order the
 * local writes on top of it. No input or output; who changes it tells those who watch (see documents.ts).
 */
export class LocalDocument {
  private now: Confirmed = { kind: 'unknown' };
  /** Only higher versions than this are news; UNMARKED takes the next that comes. */
  private mark = UNMARKED;
  private overlays: readonly Overlay[] = [];
  private shown: View = view(this.now, []);

  get confirmed(): Confirmed {
    return this.now;
  }

  get view(): View {
    return this.shown;
  }

  /** Whether all that this client wrote, and was acknowledged, is in the confirmed state. */
  get settled(): boolean {
    return this.overlays.length === 0;
  }

  /** The version rule, which exists once: only a higher version is news. */
  confirm(news: Known): void {
    if (news.version <= this.mark) return;
    this.mark = news.version;
    if (this.now.kind === 'unknown' || this.now.version !== news.version) this.now = news;
    this.changed();
  }

  /** The broker lost state, or shows another part of it, and says so: its word holds whatever the version. */
  reset(news: Known): void {
    this.mark = news.version;
    this.now = news;
    this.overlays = this.overlays.filter((overlay) => overlay.acknowledged === undefined);
    this.changed();
  }

  /** The next news is taken whatever its version: for a document that was not named in `since`. */
  unmark(): void {
    this.mark = UNMARKED;
  }

  /** The broker does not have it, and gave no version for that. */
  drop(): void {
    this.reset({ kind: 'absent', version: 0, skipped: 0 });
    this.unmark();
  }

  /** Shows a local write on top. */
  hold(operation: Operation): Overlay {
    freeze(operation.data);
    const overlay = { operation, acknowledged: undefined };
    this.overlays = [...this.overlays, overlay];
    this.changed();
    return overlay;
  }

  /** The local write became another one before it was sent; the place in the order stays. */
  replace(overlay: Overlay, operation: Operation): Overlay {
    freeze(operation.data);
    return this.swap(overlay, { operation, acknowledged: undefined });
  }

  /** The broker took the write: it is shown until the broker's own news of that version, or of a higher one. */
  acknowledge(overlay: Overlay, version: number): void {
    this.swap(overlay, { ...overlay, acknowledged: version });
  }

  /** The broker refused the write: it is as if it had never been. */
  refuse(overlay: Overlay): void {
    this.overlays = this.overlays.filter((each) => each !== overlay);
    this.changed();
  }

  private swap(before: Overlay, after: Overlay): Overlay {
    this.overlays = this.overlays.map((each) => (each === before ? after : each));
    this.changed();
    return after;
  }

  private changed(): void {
    const now = this.now;
    if (now.kind !== 'unknown') {
      this.overlays = this.overlays.filter(
        ({ acknowledged }) => acknowledged === undefined || acknowledged > now.version,
      );
    }
    this.overlays = compacted(now, this.overlays);
    const next = view(now, this.overlays);
    if (!same(next, this.shown)) this.shown = next;
  }
}

function compacted(confirmed: Confirmed, overlays: readonly Overlay[]): readonly Overlay[] {
  const open = overlays.findIndex((overlay) => overlay.acknowledged === undefined);
  const prefix = open < 0 ? overlays : overlays.slice(0, open);
  if (prefix.length <= MAX_ACKNOWLEDGED_OVERLAYS) return overlays;
  const { data } = view(confirmed, prefix);
  const rest = overlays.slice(prefix.length);
  if (data === undefined) return rest;
  const acknowledged = Math.max(...prefix.map((overlay) => overlay.acknowledged ?? 0));
  return [{ operation: { kind: 'put', data }, acknowledged }, ...rest];
}

function view(confirmed: Confirmed, overlays: readonly Overlay[]): View {
  let known = confirmed.kind !== 'unknown';
  let data = confirmed.kind === 'present' ? confirmed.data : undefined;
  for (const { operation } of overlays) {
    // What a patch makes of a document that is not known, nobody can say: it shows nothing yet.
    if (!known && operation.kind === 'patch') continue;
    known = true;
    data = freeze(apply(operation, data));
  }
  const present = confirmed.kind === 'present' ? confirmed : undefined;
  return {
    known,
    data,
    version: confirmed.kind === 'unknown' ? 0 : confirmed.version,
    at: present?.at,
    by: present?.by,
    stale: present?.stale,
    skipped: confirmed.kind === 'unknown' ? 0 : confirmed.skipped,
    pending: overlays.some((overlay) => overlay.acknowledged === undefined),
  };
}

function same(a: View, b: View): boolean {
  return (
    a.known === b.known &&
    a.data === b.data &&
    a.version === b.version &&
    a.skipped === b.skipped &&
    a.pending === b.pending
  );
}
