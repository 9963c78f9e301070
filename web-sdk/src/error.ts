import type { Written } from './frame.js';
import type { Json } from './json.js';

/** The document as it was when a condition failed. */
export interface Current {
  readonly version: number;
  readonly data: Json;
  readonly meta: Written;
}

/** What went wrong, as decoded from `application/problem+json`, from an `error` frame, or as found here. */
export interface Problem {
  readonly code: string;
  readonly status?: number | undefined;
  readonly detail?: string | undefined;
  readonly retry?: boolean | undefined;
  readonly current?: Current | null | undefined;
  readonly failedGuards?: readonly string[] | undefined;
  readonly requestId?: string | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly cause?: unknown;
}

/**
 * Every failure that the SDK reports. `code` is the stable string to match on: one of the broker's (see PROTOCOL.md),
 * or one found here: `offline`, `closed`, `refused`, `token_unavailable`, `too_many_pending`, `outside_pattern`, `invalid_answer`,
 * `realtime_off`, `unanswered`.
 */
export class LuxError extends Error {
  override readonly name = 'LuxError';
  readonly code: string;
  /** The HTTP status, or 0 when no answer came. */
  readonly status: number;
  readonly detail: string;
  /** Whether the same write may succeed when it is sent again. */
  readonly retry: boolean;
  /** At a failed condition: the document as it is now, null when it is absent; undefined when the broker did not say. */
  readonly current: Current | null | undefined;
  /** At a failed guard: the pointers that did not hold. */
  readonly failedGuards: readonly string[];
  /** What the broker's log calls this request. */
  readonly requestId: string | undefined;
  /** The key of the write that failed: sent again with it, the write is applied at most once. */
  readonly idempotencyKey: string | undefined;

  constructor(problem: Problem) {
    const detail = problem.detail ?? '';
    super(detail === '' ? problem.code : `${problem.code}: ${detail}`, { cause: problem.cause });
    this.code = problem.code;
    this.status = problem.status ?? 0;
    this.detail = detail;
    this.retry = problem.retry ?? false;
    this.current = problem.current;
    this.failedGuards = problem.failedGuards ?? [];
    this.requestId = problem.requestId;
    this.idempotencyKey = problem.idempotencyKey;
  }
}
