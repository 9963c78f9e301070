import type { Environment, Undo } from './environment.js';
import { LuxError } from './error.js';
import type { Ack, Conditions } from './http-client.js';
import { isObject, type Json } from './json.js';
import type { Operation } from './operation.js';

const STEP = 'waiting on user input';
const TIMEOUT_MS = 600_000;

export interface AskOptions {
  /** Answers to choose from; any words by default. */
  readonly choices?: readonly string[] | undefined;
  /** Milliseconds to wait; 600,000 (10 minutes) by default. */
  readonly timeout?: number | undefined;
}

export interface Answer {
  readonly choice: string;
  /** Who answered, as they said it. */
  readonly by: string | undefined;
}

/** What asking needs of the document. */
export interface Asking {
  load(): Promise<void>;
  subscribe(onChange: (state: unknown, meta: { readonly version: number }) => void): Undo;
  write(operation: Operation, conditions: Conditions): Promise<Ack>;
}

/** The question is state, and so is the answer, which its writer guards by `/answer` being null. */
export async function ask(
  question: string,
  { choices = [], timeout = TIMEOUT_MS }: AskOptions,
  environment: Pick<Environment, 'after' | 'newKey'>,
  document: Asking,
): Promise<Answer> {
  await document.load();
  const data = { step: STEP, question: { text: question, choices: [...choices] }, answer: null };
  // With a key of its own the write is not held back by a debounce.
  const { version } = await document.write({ kind: 'patch', data }, { idempotencyKey: environment.newKey() });
  const inTime = await new Promise<Answer | undefined>((resolve) => {
    const unwatch: Undo[] = [];
    const settle = (answer?: Answer): void => {
      for (const undo of unwatch) undo();
      resolve(answer);
    };
    unwatch.push(environment.after(timeout, settle));
    unwatch.push(
      document.subscribe((state, meta) => {
        const answer = meta.version > version ? answerIn(state as Json | undefined, question) : undefined;
        if (answer !== undefined) settle(answer);
      }),
    );
  });
  return inTime ?? withdrawn(question, document);
}

/** Takes the question back, unless somebody has just answered it. */
async function withdrawn(question: string, document: Asking): Promise<Answer> {
  try {
    await document.write({ kind: 'patch', data: { question: null } }, { guard: { '/answer': [null] } });
  } catch (error) {
    const late = error instanceof LuxError ? answerIn(error.current?.data, question) : undefined;
    if (late === undefined) throw error;
    return late;
  }
  throw new LuxError({ code: 'unanswered', detail: 'Nobody answered in time.' });
}

function answerIn(data: Json | undefined, question: string): Answer | undefined {
  if (!isObject(data) || !isObject(data['question']) || data['question']['text'] !== question) return undefined;
  const answer = data['answer'];
  if (typeof answer === 'string') return { choice: answer, by: undefined };
  if (!isObject(answer) || typeof answer['choice'] !== 'string') return undefined;
  const by = answer['by'];
  return { choice: answer['choice'], by: typeof by === 'string' ? by : undefined };
}
