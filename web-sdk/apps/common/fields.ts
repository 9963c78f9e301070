/** Documents are anything that a producer sends: a field is read here, once, and what is not of the wanted kind is absent. */
export function field(state: unknown, name: string): unknown {
  if (typeof state !== 'object' || state === null || Array.isArray(state)) return undefined;
  return Object.hasOwn(state, name) ? (state as Record<string, unknown>)[name] : undefined;
}

/** A field as text: a non-empty string verbatim, a number or boolean in its usual spelling. */
export function text(state: unknown, name: string): string | undefined {
  return scalarText(field(state, name));
}

export function number(state: unknown, name: string): number | undefined {
  const value = field(state, name);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** Up to `limit` scalar fields that are not in `except`, in the document's order: what to show of a document of unknown shape. */
export function facts(
  state: unknown,
  except: ReadonlySet<string>,
  limit: number,
): readonly (readonly [string, string])[] {
  if (typeof state !== 'object' || state === null || Array.isArray(state)) return [];
  const found: (readonly [string, string])[] = [];
  for (const [name, value] of Object.entries(state)) {
    const shown = except.has(name) ? undefined : scalarText(value);
    if (shown !== undefined) found.push([name, shown]);
    if (found.length === limit) break;
  }
  return found;
}
