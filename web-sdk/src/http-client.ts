import type { Credential } from './credential.js';
import { fullJitter } from './backoff.js';
import { decodeAck, decodeDocument, decodePage, decodeProblem, type Page } from './decode.js';
import type { Environment } from './environment.js';
import { LuxError } from './error.js';
import type { Told } from './frame.js';
import type { Operation } from './operation.js';

/** A request that got no answer by then counts as a network failure. */
const REQUEST_TIMEOUT_MS = 15_000;
/** Before another try, unless a Retry-After says when. */
const RETRY_BACKOFF = { baseMs: 500, capMs: 500 };
/** The most of a Retry-After that is waited for. */
const MAX_RETRY_AFTER_MS = 5_000;
/** Tries of a request that a broker is too busy for, and the time within which the last one begins; then the caller decides. */
export const MAX_TRIES = 5;
export const TRIES_WITHIN_MS = 10_000;
const PAGE_LIMIT = 1_000;

export type Guard = Readonly<Record<string, readonly unknown[]>>;

export interface Conditions {
  readonly guard?: Guard | undefined;
  readonly ifVersion?: number | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly ttl?: string | null | undefined;
  readonly lease?: string | null | undefined;
  readonly onExpire?: 'mark' | 'delete' | undefined;
  readonly holder?: string | undefined;
}

export interface Ack {
  readonly id: string;
  readonly version: number;
  /** Who holds the document's lease now, when the write asked for one. */
  readonly holder?: string;
}

interface Request {
  readonly method: 'GET' | 'PUT' | 'PATCH' | 'DELETE' | 'POST';
  readonly url: string;
  readonly body?: string | undefined;
  readonly idempotencyKey?: string | undefined;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly retryAfterMs: number | undefined;
}

/** The broker's HTTP side (PROTOCOL.md, HTTP). Every failure is a LuxError. */
export class HttpClient {
  constructor(
    private readonly environment: Environment,
    private readonly endpoint: string,
    private readonly credential: Credential,
  ) {}

  /** The document now, or undefined when there is none. */
  async get(id: string): Promise<Told | undefined> {
    const answer = await this.send({ method: 'GET', url: this.url(id) });
    const problem = this.problem(answer);
    if (problem?.code === 'not_found') return undefined;
    if (problem !== undefined) throw problem;
    return decodeDocument(answer.body);
  }

  /** All that matches now, page by page. */
  async *list(pattern: string): AsyncGenerator<Told> {
    let after: string | undefined;
    do {
      const query = new URLSearchParams({
        match: pattern,
        limit: String(PAGE_LIMIT),
        ...(after !== undefined && { after }),
      });
      const answer = await this.send({ method: 'GET', url: `${this.endpoint}?${query.toString()}` });
      const problem = this.problem(answer);
      if (problem !== undefined) throw problem;
      const page: Page = decodePage(answer.body);
      yield* page.documents;
      after = page.next;
    } while (after !== undefined);
  }

  async write(id: string, operation: Operation, conditions: Conditions): Promise<Ack> {
    const method = operation.kind === 'put' ? 'PUT' : 'PATCH';
    const answer = await this.change(
      method,
      id,
      { data: operation.data, ...conditions, idempotencyKey: undefined },
      conditions,
    );
    return decodeAck(answer.body);
  }

  async remove(id: string, conditions: Conditions): Promise<void> {
    const { guard, ifVersion, holder } = conditions;
    const said = guard !== undefined || ifVersion !== undefined || holder !== undefined;
    const envelope = said ? { ifVersion, guard, holder } : undefined;
    await this.change('DELETE', id, envelope, conditions);
  }

  /** The holder of the document's lease is there. */
  async heartbeat(id: string, holder: string): Promise<Ack> {
    return decodeAck((await this.change('POST', `${id}/heartbeat`, { holder }, {})).body);
  }

  private async change(
    method: 'PUT' | 'PATCH' | 'DELETE' | 'POST',
    id: string,
    envelope: unknown,
    conditions: Conditions,
  ): Promise<Answer> {
    const idempotencyKey = conditions.idempotencyKey ?? this.environment.newKey();
    const body = envelope === undefined ? undefined : JSON.stringify(envelope);
    const answer = await this.send({ method, url: this.url(id), body, idempotencyKey });
    const problem = this.problem(answer, idempotencyKey);
    if (problem !== undefined) throw problem;
    return answer;
  }

  /**
   * Sends, and again when that is safe and may help: while the broker answers 503 with `retry`, and once after a network
   * failure. The Idempotency-Key makes a write count once.
   */
  private async send(request: Request): Promise<Answer> {
    if (!this.environment.online()) throw offline(request, 'The machine has no network; nothing was sent.', undefined);
    const lastAt = this.environment.now() + TRIES_WITHIN_MS;
    let lostBefore = false;
    let maybeApplied = false;
    for (let tries = 1; ; tries++) {
      let waitMs: number;
      try {
        const answer = await this.once(request);
        const problem = answer.status === 503 ? this.problem(answer) : undefined;
        if (problem?.retry !== true) return answer;
        maybeApplied ||= problem.code === 'outcome_unknown';
        waitMs = Math.min(answer.retryAfterMs ?? this.retryDelayMs(), MAX_RETRY_AFTER_MS);
        if (tries === MAX_TRIES || this.environment.now() + waitMs > lastAt) {
          if (maybeApplied) throw unknown(request, problem);
          return answer;
        }
      } catch (error) {
        if (error instanceof LuxError) throw error;
        if (lostBefore)
          throw offline(request, 'The broker can not be reached; whether an earlier try arrived is not known.', error);
        lostBefore = maybeApplied = true;
        waitMs = this.retryDelayMs();
      }
      await new Promise<void>((resolve) => this.environment.after(waitMs, resolve));
    }
  }

  private async once(request: Request): Promise<Answer> {
    const headers: Record<string, string> = { Authorization: `Bearer ${await this.credential()}` };
    if (request.body !== undefined) headers['Content-Type'] = 'application/json';
    if (request.idempotencyKey !== undefined) headers['Idempotency-Key'] = request.idempotencyKey;
    const abort = new AbortController();
    const undo = this.environment.after(REQUEST_TIMEOUT_MS, () => {
      abort.abort();
    });
    try {
      const response = await this.environment.fetch(request.url, {
        method: request.method,
        headers,
        body: request.body ?? null,
        cache: 'no-store',
        keepalive: false,
        signal: abort.signal,
      });
      const text = await response.text();
      return {
        status: response.status,
        body: parsed(text),
        retryAfterMs: seconds(response.headers.get('Retry-After')),
      };
    } finally {
      undo();
    }
  }

  private problem(answer: Answer, idempotencyKey?: string): LuxError | undefined {
    return answer.status >= 200 && answer.status < 300
      ? undefined
      : decodeProblem(answer.status, answer.body, idempotencyKey);
  }

  private retryDelayMs(): number {
    return fullJitter(RETRY_BACKOFF, 0, this.environment.random());
  }

  private url(id: string): string {
    return `${this.endpoint}/${id}`;
  }
}

function offline(request: Request, detail: string, cause: unknown): LuxError {
  return new LuxError({ code: 'offline', detail, retry: true, idempotencyKey: request.idempotencyKey, cause });
}

/** What the last answer says of the last try, surely not applied say, does not hold for those before it. */
function unknown(request: Request, last: LuxError): LuxError {
  return request.idempotencyKey === undefined
    ? last
    : new LuxError({
        code: 'outcome_unknown',
        status: last.status,
        detail: `An earlier try may have been applied; the last one was answered with ${last.message}`,
        retry: true,
        requestId: last.requestId,
        idempotencyKey: request.idempotencyKey,
      });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function seconds(header: string | null): number | undefined {
  return header !== null && /^\d+$/.test(header) ? Number(header) * 1_000 : undefined;
}
