const FINE = whole(6);
const ROUND = whole(4);
const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 4 });

/** A value for reading: grouped digits, and a fraction only as far as six digits go. */
export function valueText(value: number): string {
  return FINE.format(value);
}

/** A mean has a longer fraction than its values, and it says no more. */
export function meanText(value: number): string {
  return ROUND.format(value);
}

/** A value for an axis. */
export function tickText(value: number): string {
  return SHORT.format(value);
}

function whole(digits: number): Intl.NumberFormat {
  return new Intl.NumberFormat('en', {
    maximumFractionDigits: 0,
    maximumSignificantDigits: digits,
    roundingPriority: 'morePrecision',
  });
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
