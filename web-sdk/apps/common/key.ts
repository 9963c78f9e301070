const SLOT = 'lux.key';

/** The key in `#key=...`, or nothing. A key is never taken from the query, which servers log. */
export function keyInFragment(fragment: string): string | undefined {
  const key = new URLSearchParams(fragment.replace(/^#/, '').replaceAll('+', '%2B')).get('key');
  return key === null || key.trim() === '' ? undefined : key.trim();
}

/** Moves a key from the address bar to the tab's session storage, and gives the key of this tab. */
export function takeKey(window: Window): string | undefined {
  const arrived = keyInFragment(window.location.hash);
  if (arrived !== undefined) {
    window.history.replaceState(null, '', window.location.pathname + window.location.search);
    keepKey(window, arrived);
    return arrived;
  }
  try {
    return window.sessionStorage.getItem(SLOT) ?? undefined;
  } catch {
    return undefined; // Storage is blocked: the page works, and the next one asks again.
  }
}

export function keepKey(window: Window, key: string): void {
  try {
    window.sessionStorage.setItem(SLOT, key);
  } catch {
    // See takeKey.
  }
}
