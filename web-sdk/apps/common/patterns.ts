const PATTERN = /^(?:\*|[A-Za-z0-9][A-Za-z0-9._:~-]{0,127}\*?)$/;

export function isPattern(value: string): boolean {
  return PATTERN.test(value) && value !== 'stream';
}

export function matches(pattern: string, id: string): boolean {
  return pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern;
}

/** `a-*,b` as a list, without what is no pattern and without what another entry covers; the fallback when nothing is left. */
export function parsePatterns(query: string | null, fallback: readonly string[]): readonly string[] {
  const wanted = (query ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(isPattern);
  const distinct = [...new Set(wanted)];
  const kept = distinct.filter((one) => !distinct.some((other) => other !== one && covers(other, one)));
  return kept.length > 0 ? kept : fallback;
}

function covers(wide: string, narrow: string): boolean {
  return wide.endsWith('*') && narrow.replace(/\*$/, '').startsWith(wide.slice(0, -1));
}
