import type { Environment, Undo } from './environment.js';

/** Who wants to hear; one that throws does not keep the others from hearing. */
export class Listeners<Arguments extends readonly unknown[]> {
  private readonly all = new Set<{ readonly call: (...values: Arguments) => void }>();

  constructor(private readonly environment: Pick<Environment, 'report'>) {}

  add(call: (...values: Arguments) => void): Undo {
    const listener = { call };
    this.all.add(listener);
    return () => {
      this.all.delete(listener);
    };
  }

  tell(...values: Arguments): void {
    for (const listener of [...this.all]) if (this.all.has(listener)) this.guard(listener.call, values);
  }

  /** Calls one listener as `tell` would. */
  guard(call: (...values: Arguments) => void, values: Arguments): void {
    try {
      call(...values);
    } catch (error) {
      this.environment.report(error);
    }
  }

  clear(): void {
    this.all.clear();
  }
}
