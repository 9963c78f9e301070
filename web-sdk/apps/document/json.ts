export type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string };

/** What an editor holds, as a document: any JSON value but `null`. */
export function parseDocument(source: string): Parsed {
  if (source.trim() === '') return { ok: false, why: 'There is nothing here. To say “empty”, write {}.' };
  try {
    const value: unknown = JSON.parse(source);
    return value === null ? { ok: false, why: 'A document can’t be null.' } : { ok: true, value };
  } catch (error) {
    return { ok: false, why: `This is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

export function pretty(value: unknown): string {
  const text = JSON.stringify(value, null, 2) as string | undefined;
  return text ?? '';
}

/** Whether a browser can't have read all of the value exactly: it would write back another number than it got. */
export function hasInexactNumber(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(hasInexactNumber);
}
