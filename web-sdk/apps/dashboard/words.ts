const FINE = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 });
const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 4 });

/** A value for reading: grouped digits, at most six that count. */
export function valueText(value: number): string {
  return FINE.format(value);
}

/** A value for an axis. */
export function tickText(value: number): string {
  return SHORT.format(value);
}

/** `orders_per_second` as words. */
export function plainName(name: string): string {
  return name.replaceAll(/[_-]+/g, ' ').trim();
}

/** How long before now, on the chart's time axis. */
export function spanText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 100) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
