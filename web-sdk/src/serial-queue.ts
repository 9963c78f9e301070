import { LuxError } from './error.js';

/** Writes to one document that wait for the one before; more are refused with `too_many_pending`. */
export const MAX_WAITING_WRITES = 64;

interface Waiting {
  readonly start: () => Promise<unknown>;
  readonly fail: (error: unknown) => void;
}

/**
 * One after the other, so that two writes from here arrive in the order in which they were made. When one finds the
 * broker out of reach, those that wait behind it fail with it: nothing is sent later that was meant for now.
 */
export class SerialQueue {
  private readonly waiting: Waiting[] = [];
  private running = false;

  /** `onIdle` is called whenever nothing is left to do. */
  constructor(private readonly onIdle: () => void = () => undefined) {}

  run<R>(task: () => Promise<R>): Promise<R> {
    if (this.waiting.length >= MAX_WAITING_WRITES) {
      return Promise.reject(
        new LuxError({
          code: 'too_many_pending',
          detail: 'Earlier writes to this document are still waiting; use debounce.',
          retry: true,
        }),
      );
    }
    return new Promise((resolve, reject) => {
      this.waiting.push({ start: () => task().then(resolve, failing(reject)), fail: reject });
      if (!this.running) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.running = true;
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) {
      try {
        await next.start();
      } catch (error) {
        if (error instanceof LuxError && error.code === 'offline')
          for (const { fail } of this.waiting.splice(0)) fail(error);
      }
    }
    this.running = false;
    this.onIdle();
  }
}

function failing(reject: (error: unknown) => void): (error: unknown) => never {
  return (error) => {
    reject(error);
    throw error;
  };
}
