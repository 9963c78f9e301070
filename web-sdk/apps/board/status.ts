import { facts, field, scalarText, text } from '../common/fields.js';
import { byId, type Doc } from '../common/doc.js';

/** The way of an incident, in order. */
export const STATUSES = ['triage', 'investigating', 'mitigating', 'resolved'] as const;
export type Status = (typeof STATUSES)[number];
export type Column = Status | 'other';
export const COLUMNS: readonly Column[] = [...STATUSES, 'other'];

export function columnOf(state: unknown): Column {
  const status = text(state, 'status')?.trim().toLowerCase();
  return STATUSES.find((known) => known === status) ?? 'other';
}

/** The documents of each column, in natural order of their ids: a card keeps its place while its text changes. */
export function group(docs: Iterable<Doc>): ReadonlyMap<Column, readonly Doc[]> {
  const columns = new Map<Column, Doc[]>(COLUMNS.map((column) => [column, []]));
  for (const doc of docs) columns.get(columnOf(doc.state))?.push(doc);
  for (const column of columns.values()) column.sort(byId);
  return columns;
}

/** The status one step on (`1`) or back (`-1`); nothing at either end. What stands apart comes back as resolved. */
export function neighbour(column: Column, step: 1 | -1): Status | undefined {
  return STATUSES[COLUMNS.indexOf(column) + step];
}

export interface Card {
  readonly title: string;
  readonly summary: string;
  readonly owner: string | undefined;
  /** The status when it is none of the columns. */
  readonly badge: string | undefined;
}

const SHOWN = new Set(['ticket', 'status', 'owner', 'summary']);

export function cardOf(doc: Doc): Card {
  const status = text(doc.state, 'status');
  return {
    title: text(doc.state, 'ticket') ?? doc.id,
    summary: text(doc.state, 'summary') ?? ownWords(doc),
    owner: text(doc.state, 'owner'),
    badge: status !== undefined && columnOf(doc.state) === 'other' ? status : undefined,
  };
}

/** A producer may leave the summary out, as the short examples do. */
function ownWords(doc: Doc): string {
  const ticket = text(doc.state, 'ticket');
  const status = text(doc.state, 'status');
  if (ticket !== undefined && status !== undefined) return `${ticket} ${status}`;
  const found = facts(doc.state, SHOWN, 3).map(([name, value]) => `${name} ${value}`);
  return found.length > 0 ? found.join(', ') : (status ?? scalarText(doc.state) ?? 'No summary');
}

/** The patch that moves a card. A summary that only said ticket and status follows; anything else is the writer's own. */
export function moveTo(state: unknown, status: Status): Readonly<Record<string, unknown>> {
  const ticket = text(state, 'ticket');
  const before = text(state, 'status');
  const follows = ticket !== undefined && before !== undefined && text(state, 'summary') === `${ticket} ${before}`;
  return follows ? { status, summary: `${ticket} ${status}` } : { status };
}

/** The condition "as I saw it" for one field; an absent one is `null` in a guard. */
export function asSeen(state: unknown, name: string): Readonly<Record<string, readonly unknown[]>> {
  return { [`/${name}`]: [field(state, name) ?? null] };
}

/** The document id of a new incident, when the ticket can be part of one. */
export function incidentId(ticket: string): string | undefined {
  return /^[A-Za-z0-9._:~-]{1,119}$/.test(ticket) ? `incident-${ticket}` : undefined;
}
