const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, in words that fit on a card. Clocks of broker and browser differ a little, so the future counts as now. */
export function ageText(elapsedMs: number): string {
  if (!Number.isFinite(elapsedMs)) return 'unknown';
  if (elapsedMs < 2 * SECOND) return 'just now';
  if (elapsedMs < MINUTE) return `${String(Math.floor(elapsedMs / SECOND))} s ago`;
  if (elapsedMs < HOUR) return `${String(Math.floor(elapsedMs / MINUTE))} min ago`;
  if (elapsedMs < DAY) return `${String(Math.floor(elapsedMs / HOUR))} h ago`;
  return `${String(Math.floor(elapsedMs / DAY))} d ago`;
}

/** Milliseconds between an RFC 3339 time (the broker writes microseconds) and `nowMs`; NaN when it is none. */
export function elapsedSince(at: string, nowMs: number): number {
  return nowMs - Date.parse(at);
}
