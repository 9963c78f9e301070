import { field, scalarText, text } from '../common/fields.js';

/** What an agent waits to be told, as `lux ask` writes it. */
export interface Question {
  readonly text: string;
  /** None: any words will do. */
  readonly choices: readonly string[];
}

/** The question that nobody has answered yet. */
export function openQuestion(state: unknown): Question | undefined {
  const question = field(state, 'question');
  const asked = text(question, 'text');
  const answer = field(state, 'answer');
  if (asked === undefined || (answer !== undefined && answer !== null)) return undefined;
  const choices = field(question, 'choices');
  const words = Array.isArray(choices) ? choices.map(scalarText).filter((word) => word !== undefined) : [];
  return { text: asked, choices: words };
}

/** An answer to just this question, which counts when nobody was faster. */
export function answerTo(
  question: Question,
  choice: string,
  by: string,
): { readonly patch: Readonly<Record<string, unknown>>; readonly guard: Readonly<Record<string, readonly unknown[]>> } {
  return { patch: { answer: { choice, by } }, guard: { '/answer': [null], '/question/text': [question.text] } };
}

/** What the document says was answered; nothing when the question is gone. */
export function answered(state: unknown): { readonly choice: string; readonly by: string | undefined } | undefined {
  const answer = field(state, 'answer');
  const choice = scalarText(answer) ?? text(answer, 'choice');
  return choice === undefined ? undefined : { choice, by: text(answer, 'by') };
}

/** What to tell the second of two who answered. */
export function whoAnswered(job: string, state: unknown): string {
  const first = answered(state);
  return first === undefined
    ? `${job} does not ask this any more`
    : `${job} was answered first${first.by === undefined ? '' : ` by ${first.by}`}: ${first.choice}`;
}
