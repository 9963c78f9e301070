import type { Environment, Undo } from './environment.js';

/** A browser can't see the broker's pings: after so much silence it is asked for a sign of life. */
export const SILENT_MS = 60_000;
/** Time for that sign, whatever it says; then the connection counts as dead. */
export const ANSWER_MS = 10_000;

/** Notices a connection that is open and dead, as after a change of network. */
export class Watchdog {
  private lastHeard: number;
  private undo: Undo;

  constructor(
    private readonly environment: Pick<Environment, 'now' | 'after'>,
    private readonly probe: () => void,
    private readonly dead: () => void,
  ) {
    this.lastHeard = environment.now();
    this.undo = this.listen(SILENT_MS);
  }

  /** Called at every message; one timer serves them all. */
  heard(): void {
    this.lastHeard = this.environment.now();
  }

  stop(): void {
    this.undo();
  }

  private listen(milliseconds: number): Undo {
    return this.environment.after(milliseconds, () => {
      const silentMs = this.environment.now() - this.lastHeard;
      if (silentMs < SILENT_MS) this.undo = this.listen(SILENT_MS - Math.max(silentMs, 0));
      else this.ask();
    });
  }

  private ask(): void {
    const asked = this.lastHeard;
    this.undo = this.environment.after(ANSWER_MS, () => {
      if (this.lastHeard === asked) this.dead();
      else this.undo = this.listen(SILENT_MS);
    });
    this.probe();
  }
}
