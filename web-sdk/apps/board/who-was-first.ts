import { ageText, elapsedSince } from '../common/age.js';
import { text } from '../common/fields.js';
import type { Conflict } from '../common/sdk.js';

/** What to tell the second of two operators: what the first one did, and when. */
export function whoWasFirst(title: string, name: 'owner' | 'status', { current }: Conflict, nowMs: number): string {
  if (current === null) return `${title} is not there any more`;
  const when = ageText(elapsedSince(current.at, nowMs));
  const writer = `${current.by || 'somebody'}, ${when}`;
  const value = text(current.state, name);
  if (name === 'owner') {
    return value === undefined
      ? `${title} was given back first (${writer})`
      : `${title} was taken first by ${value} (${value === current.by ? when : `written by ${writer}`})`;
  }
  return `${title} was moved to ${value ?? 'no column'} first (by ${writer})`;
}
