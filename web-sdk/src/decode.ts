import { LuxError, type Current } from './error.js';
import type { Frame, Ref, Stale, Told, Written } from './frame.js';
import type { Ack } from './http-client.js';
import { freeze, type Json, type JsonObject } from './json.js';

/**
 * The one place where what came from the network gets a type. Keys and frame types that are not known are ignored
 * (PROTOCOL.md, Stream); a known frame whose shape is wrong is as good as unknown.
 */

type Members = Readonly<Record<string, unknown>>;

class Malformed extends Error {}

export function decodeFrame(text: unknown): Frame | undefined {
  try {
    return frame(members(parse(text)));
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

/** The answer to `GET /{id}`. */
export function decodeDocument(body: unknown): Told {
  return orInvalidAnswer(() => told(members(body)));
}

export interface Page {
  readonly documents: readonly Told[];
  readonly next: string | undefined;
}

/** The answer to `GET ?match=`. */
export function decodePage(body: unknown): Page {
  return orInvalidAnswer(() => {
    const page = members(body);
    return {
      documents: list(page['documents']).map((element) => told(members(element))),
      next: optional(page['next'], string),
    };
  });
}

/** The answer to a PUT or PATCH, or to a heartbeat. */
export function decodeAck(body: unknown): Ack {
  return orInvalidAnswer(() => {
    const ack = members(body);
    const holder = optional(ack['holder'], string);
    return { id: string(ack['id']), version: version(ack['version']), ...(holder !== undefined && { holder }) };
  });
}

/** An answer that is not 2xx; whatever its body is, an error comes out. */
export function decodeProblem(status: number, body: unknown, idempotencyKey?: string): LuxError {
  const problem = typeof body === 'object' && body !== null ? (body as Members) : {};
  const code = lenient(problem['code'], string) ?? `http_${status}`;
  return new LuxError({
    code,
    status,
    detail: lenient(problem['detail'], string) ?? lenient(problem['title'], string),
    retry: lenient(problem['retry'], boolean) ?? false,
    current: lenient(problem['current'], currentOrNull),
    failedGuards: lenient(problem['failedGuards'], strings),
    requestId: lenient(problem['requestId'], string),
    idempotencyKey,
  });
}

export function parse(text: unknown): unknown {
  if (typeof text !== 'string') throw new Malformed();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Malformed();
  }
}

function frame(message: Members): Frame | undefined {
  switch (message['type']) {
    case 'state':
      return { type: 'state', ...told(message), ...changes(message) };
    case 'patch':
      return {
        type: 'patch',
        id: string(message['id']),
        version: version(message['version']),
        base: version(message['base']),
        patch: json(members(message['patch'])) as JsonObject,
        ...meta(message['meta']),
        skipped: changes(message).skipped,
      };
    case 'gone':
      return {
        type: 'gone',
        id: string(message['id']),
        version: version(message['version']),
        reason: optional(message['reason'], string) ?? 'deleted',
        ...changes(message),
      };
    case 'synced':
      return {
        type: 'synced',
        ref: optional(message['ref'], ref),
        match: string(message['match']),
        count: version(message['count']),
      };
    case 'status':
      return { type: 'status', live: boolean(message['live']), match: string(message['match']) };
    case 'ack':
      return {
        type: 'ack',
        ref: optional(message['ref'], ref),
        id: string(message['id']),
        version: version(message['version']),
        holder: optional(message['holder'], string),
      };
    case 'error':
      return {
        type: 'error',
        ref: optional(message['ref'], ref),
        code: string(message['code']),
        status: optional(message['status'], version) ?? 0,
        detail: optional(message['detail'], string) ?? '',
        retry: optional(message['retry'], boolean) ?? false,
        id: optional(message['id'], string),
        current: message['current'] === undefined ? undefined : currentOrNull(message['current']),
        failedGuards: optional(message['failedGuards'], strings) ?? [],
      };
    case 'bye':
      return { type: 'bye', code: string(message['code']), reconnectAfterMs: version(message['reconnectAfterMs']) };
    default:
      return undefined;
  }
}

function told(message: Members): Told {
  return {
    id: string(message['id']),
    version: version(message['version']),
    data: json(message['data']),
    ...meta(message['meta']),
  };
}

function meta(value: unknown): Written {
  const meta = optional(value, members) ?? {};
  return { at: optional(meta['at'], string), by: optional(meta['by'], string), stale: optional(meta['stale'], stale) };
}

function stale(value: unknown): Stale {
  const stale = members(value);
  return freeze({ since: string(stale['since']), reason: string(stale['reason']), by: string(stale['by']) });
}

function changes(message: Members): { skipped: number; reset: boolean } {
  return { skipped: optional(message['skipped'], version) ?? 0, reset: optional(message['reset'], boolean) ?? false };
}

function currentOrNull(value: unknown): Current | null {
  if (value === null) return null;
  const current = members(value);
  return { version: version(current['version']), data: json(current['data']), meta: meta(current['meta']) };
}

function orInvalidAnswer<V>(decode: () => V): V {
  try {
    return decode();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    throw new LuxError({ code: 'invalid_answer', detail: 'The answer is not one of a Lux broker.' });
  }
}

function members(value: unknown): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Malformed();
  return value as Members;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Malformed();
  return value;
}

function string(value: unknown): string {
  if (typeof value !== 'string') throw new Malformed();
  return value;
}

function strings(value: unknown): readonly string[] {
  return list(value).map(string);
}

function boolean(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new Malformed();
  return value;
}

/** A whole number that JavaScript holds exactly, as versions and counts are. */
function version(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw new Malformed();
  return value as number;
}

function ref(value: unknown): Ref {
  return typeof value === 'number' ? value : string(value);
}

/** Everything here came out of JSON.parse, so any value that is there is JSON. */
function json(value: unknown): Json {
  if (value === undefined) throw new Malformed();
  return freeze(value as Json);
}

function optional<V>(value: unknown, decode: (value: unknown) => V): V | undefined {
  return value === undefined || value === null ? undefined : decode(value);
}

function lenient<V>(value: unknown, decode: (value: unknown) => V): V | undefined {
  try {
    return value === undefined ? undefined : decode(value);
  } catch {
    return undefined;
  }
}
