import { withoutPrefix, type Doc } from '../common/doc.js';
import { facts, text } from '../common/fields.js';

export type Health = 'good' | 'warning' | 'bad' | 'unknown';

const WORDS: Readonly<Record<Exclude<Health, 'unknown'>, readonly string[]>> = {
  good: ['ok', 'up', 'healthy', 'online', 'running', 'ready', 'green', 'operational'],
  warning: ['degraded', 'slow', 'warning', 'warn', 'draining', 'deploying', 'starting', 'yellow'],
  bad: ['down', 'failed', 'failing', 'error', 'offline', 'critical', 'unhealthy', 'red', 'outage'],
};

/** What a status word means for the colour of a tile; the word itself is always shown too. */
export function healthOf(status: string | undefined): Health {
  const word = status?.trim().toLowerCase() ?? '';
  for (const health of ['good', 'warning', 'bad'] as const) if (WORDS[health].includes(word)) return health;
  return 'unknown';
}

export interface Tile {
  readonly name: string;
  readonly status: string | undefined;
  readonly health: Health;
  readonly summary: string | undefined;
  readonly facts: readonly (readonly [string, string])[];
}

const SHOWN = new Set(['service', 'name', 'status', 'health', 'summary', 'metric', 'value']);

/** `{"metric":"latency_ms","value":42}` is one fact. */
function measurement(state: unknown): (readonly [string, string])[] {
  const value = text(state, 'value');
  return value === undefined ? [] : [[text(state, 'metric') ?? 'value', value]];
}

export function tileOf(doc: Doc): Tile {
  const status = text(doc.state, 'status') ?? text(doc.state, 'health');
  return {
    name: text(doc.state, 'service') ?? text(doc.state, 'name') ?? withoutPrefix(doc.id, 'service-'),
    status,
    health: healthOf(status),
    summary: text(doc.state, 'summary'),
    facts: measurement(doc.state)
      .concat(facts(doc.state, SHOWN, 3))
      .slice(0, 3),
  };
}

export function servicesNote(tiles: readonly Tile[]): string {
  if (tiles.length === 0) return '';
  const bad = tiles.filter((tile) => tile.health === 'bad').length;
  const warning = tiles.filter((tile) => tile.health === 'warning').length;
  if (bad + warning === 0) return `${tiles.length} reporting`;
  return [`${tiles.length} reporting`, bad > 0 ? `${bad} down` : '', warning > 0 ? `${warning} degraded` : '']
    .filter(Boolean)
    .join(', ');
}
