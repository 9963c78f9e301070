/** How long to wait before trying again. */
export interface Backoff {
  readonly baseMs: number;
  readonly capMs: number;
}

/**
 * "Full jitter" (AWS Architecture Blog, Exponential Backoff And Jitter, 2015): anything between nothing and the
 * doubled bound, so that clients who were cut together do not come back together. `attempt` counts from 0.
 */
export function fullJitter(backoff: Backoff, attempt: number, random: number): number {
  return Math.floor(random * Math.min(backoff.capMs, backoff.baseMs * 2 ** Math.min(attempt, 30)));
}
