import { LuxError } from './error.js';

const ID = /^[A-Za-z0-9][A-Za-z0-9._:~-]{0,127}$/;
const PREFIX = /^([A-Za-z0-9][A-Za-z0-9._:~-]{0,127})?\*$/;

/** The id, checked as the broker does (PROTOCOL.md, Words). */
export function checkedId(id: string): string {
  if (!ID.test(id) || id === 'stream')
    throw new LuxError({ code: 'invalid_id', status: 400, detail: `"${id}" is no document id.` });
  return id;
}

/** The pattern, checked as the broker does: an id, or a prefix of one that ends in `*`. */
export function checkedPattern(pattern: string): string {
  if (PREFIX.test(pattern)) return pattern;
  if (ID.test(pattern) && pattern !== 'stream') return pattern;
  throw new LuxError({
    code: 'invalid_pattern',
    status: 400,
    detail: `"${pattern}" is neither an id nor a prefix ending in *.`,
  });
}

export function isPrefix(pattern: string): boolean {
  return pattern.endsWith('*');
}

export function matches(pattern: string, id: string): boolean {
  return isPrefix(pattern) ? id.startsWith(pattern.slice(0, -1)) : id === pattern;
}
