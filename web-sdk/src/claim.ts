import { LuxError } from './error.js';
import type { Ack, Conditions } from './http-client.js';
import { isObject, type Json } from './json.js';
import type { Operation } from './operation.js';

/** How a claim ended. */
export interface Claim {
  /** Whether it is yours now; it may have been before. */
  readonly won: boolean;
  /** Who has it now. */
  readonly owner: Json | undefined;
  /** The version in which that is so. */
  readonly version: number;
}

/**
 * Takes a field that nobody else has: a merge patch on condition that the field is null, absent, or says so already. Of
 * all who try at once the owner of the document lets one through; the others are told who that was.
 */
export async function claim(
  pointer: string,
  who: string,
  write: (operation: Operation, conditions: Conditions) => Promise<Ack>,
): Promise<Claim> {
  // RFC 6901; the broker says what is wrong with one that is none.
  const members = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  let data: Json = who;
  for (const member of members.toReversed()) data = { [member]: data };
  try {
    const ack = await write({ kind: 'patch', data }, { guard: { [pointer]: [null, who] } });
    return { won: true, owner: who, version: ack.version };
  } catch (error) {
    if (!(error instanceof LuxError) || error.code !== 'guard_failed' || !error.current) throw error;
    return { won: false, owner: valueAt(error.current.data, members), version: error.current.version };
  }
}

function valueAt(data: Json, members: readonly string[]): Json | undefined {
  let value: Json | undefined = data;
  for (const member of members) value = isObject(value) && Object.hasOwn(value, member) ? value[member] : undefined;
  return value;
}
