import type { Undo } from '../../src/environment.js';

interface Timer {
  readonly at: number;
  readonly call: () => void;
}

/** Time that moves only when told to. */
export class FakeClock {
  time = Date.parse('2026-06-17T22:18:00Z');
  private timers: Timer[] = [];

  now = (): number => this.time;

  after = (milliseconds: number, call: () => void): Undo => {
    const timer = { at: this.time + milliseconds, call };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((each) => each !== timer);
    };
  };

  /** Milliseconds until each timer, the next one first. */
  get pending(): number[] {
    return this.timers.map(({ at }) => at - this.time).sort((a, b) => a - b);
  }

  /** Moves on, calling what is due in its order and letting promises settle in between. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    await settled();
    for (;;) {
      const next = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.timers = this.timers.filter((each) => each !== next);
      this.time = Math.max(this.time, next.at);
      next.call();
      await settled();
    }
    this.time = end;
  }
}

/** Turns of the event loop that what the fakes do can take at most. */
const TURNS = 10;

/** Lets all promises run that can. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}
