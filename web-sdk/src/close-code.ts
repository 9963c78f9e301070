import { LuxError } from './error.js';

/** Whether to come back is said by the code's range alone, never by its text (PROTOCOL.md, promise 6). */
export function comesBack(closeCode: number): boolean {
  return closeCode < 4500 || closeCode > 4999;
}

const REASONS: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  4500: ['unauthorized', 'The credential came too late.'],
  4501: ['unauthorized', 'The credential is not valid.'],
  4502: ['invalid_message', 'The broker does not understand this client.'],
  4503: ['message_too_large', 'A message was larger than the broker takes.'],
  4504: ['forbidden', 'The credential does not cover what the stream asks for.'],
};

/** For people and for `status`: what a code that does not come back means. */
export function refusal(closeCode: number): LuxError {
  const [code, detail] = REASONS[closeCode] ?? ['refused', `The broker closed the stream with ${closeCode}.`];
  return new LuxError({ code, detail, status: code === 'unauthorized' ? 401 : 0 });
}
