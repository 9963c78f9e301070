import { byId, type Doc } from '../common/doc.js';
import { number, text } from '../common/fields.js';
import { answered, openQuestion, type Question } from './question.js';

/** What a step means for somebody who looks after the runs. */
export type Kind = 'silent' | 'waiting' | 'active' | 'queued' | 'failed' | 'complete';

/** The order of the page: what is dead, what needs somebody, what works, what will, what went wrong, what is done. */
const ORDER: readonly Kind[] = ['silent', 'waiting', 'active', 'queued', 'failed', 'complete'];

const KINDS: Readonly<Record<string, Kind>> = {
  'waiting on user input': 'waiting',
  'waiting for input': 'waiting',
  waiting: 'waiting',
  queued: 'queued',
  pending: 'queued',
  failed: 'failed',
  error: 'failed',
  cancelled: 'failed',
  complete: 'complete',
  completed: 'complete',
  done: 'complete',
};

/** Steps are the agents' own words: one that is not known is work under way. */
export function kindOf(step: string | undefined): Kind {
  const word = step?.trim().toLowerCase().replaceAll(/[_-]+/g, ' ') ?? '';
  return Object.hasOwn(KINDS, word) ? (KINDS[word] ?? 'active') : 'active';
}

export interface Run {
  readonly id: string;
  readonly job: string;
  readonly step: string;
  /** Silent: it has not ended, and its agent was not heard from in time. */
  readonly kind: Kind;
  /** From 0 to 100; absent when the agent does not say. */
  readonly progress: number | undefined;
  readonly actor: string | undefined;
  readonly summary: string;
  /** What it asks, until somebody has answered. */
  readonly question: Question | undefined;
  /** When it was written; of a silent one, since when it is. */
  readonly at: string;
  readonly by: string;
}

export function runOf(doc: Doc): Run {
  const job = text(doc.state, 'job') ?? doc.id;
  const step = text(doc.state, 'step');
  const said = kindOf(step);
  const ended = said === 'failed' || said === 'complete';
  const silent = doc.stale !== undefined && !ended;
  const question = ended ? undefined : openQuestion(doc.state);
  // Who asks waits, whatever its step is called; who was answered goes on.
  const waits = question !== undefined || (said === 'waiting' && answered(doc.state) === undefined);
  const kind = silent ? 'silent' : waits ? 'waiting' : said === 'waiting' ? 'active' : said;
  const told = number(doc.state, 'progress');
  const progress = told === undefined ? (kind === 'complete' ? 100 : undefined) : Math.min(100, Math.max(0, told));
  const own = [job, step, progress === undefined ? undefined : `${Math.round(progress)}%`]
    .filter((part) => part !== undefined)
    .join(' ');
  return {
    id: doc.id,
    job,
    step: step ?? 'no step',
    kind,
    progress,
    actor: text(doc.state, 'actor'),
    summary: text(doc.state, 'summary') ?? own,
    question,
    at: silent ? doc.stale.since : doc.at,
    by: silent ? doc.stale.by : doc.by,
  };
}

/** Runs keep their place while they work; of those that have ended the newest come first. */
export function compareRuns(a: Run, b: Run): number {
  const byKind = ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind);
  if (byKind !== 0) return byKind;
  const ended = a.kind === 'failed' || a.kind === 'complete';
  return (ended ? Date.parse(b.at) - Date.parse(a.at) || 0 : 0) || byId(a, b);
}

const QUIET_MS = 60_000;

/** Whether a run that should be working has not been heard from for a minute. */
export function isQuiet(run: Run, nowMs: number): boolean {
  return run.kind === 'active' && nowMs - Date.parse(run.at) > QUIET_MS;
}

/** "3 active, 1 waiting for somebody": only what there is. */
export function countText(runs: readonly Run[]): string {
  const words: Readonly<Record<Kind, string>> = {
    silent: 'silent',
    waiting: 'waiting for somebody',
    active: 'active',
    queued: 'queued',
    failed: 'failed',
    complete: 'complete',
  };
  const parts = ORDER.map((kind) => [runs.filter((run) => run.kind === kind).length, words[kind]] as const);
  return (
    parts
      .filter(([count]) => count > 0)
      .map(([count, word]) => `${count} ${word}`)
      .join(', ') || 'No runs'
  );
}
