const FINE = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 });
const ROUND = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 4 });

/** A value for reading: grouped digits, at most six that count. */
export function valueText(value: number): string {
  return FINE.format(value);
}

/** A mean has more digits than its values, and none of them says more. */
export function meanText(value: number): string {
  return ROUND.format(value);
}

/** A value for an axis. */
export function tickText(value: number): string {
  return SHORT.format(value);
}

/** `orders_per_second` and `latencyMs` as words; capitals that stand together or at the end stay: `temperature C`. */
export function plainName(name: string): string {
  return name
    .replaceAll(/[_-]+/g, ' ')
    .replaceAll(/(?<=[a-z0-9])[A-Z](?![A-Z0-9]|$)/g, (capital) => ` ${capital.toLowerCase()}`)
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .trim();
}

/** How long before now, on the chart's time axis. */
export function spanText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 100) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
