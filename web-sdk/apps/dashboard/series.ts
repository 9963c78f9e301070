export interface Sample {
  /** Milliseconds since 1970, by the browser's clock. */
  readonly at: number;
  readonly value: number;
}

export interface Stats {
  readonly lowest: number;
  readonly mean: number;
  readonly highest: number;
}

/** The newest samples, at most `capacity` of them. */
export class Series {
  readonly #capacity: number;
  #samples: Sample[] = [];
  #seen = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get samples(): readonly Sample[] {
    return this.#samples;
  }

  /** How many were added, those that have left included. */
  get seen(): number {
    return this.#seen;
  }

  add(sample: Sample): void {
    this.#seen += 1;
    this.#samples.push(sample);
    if (this.#samples.length > this.#capacity) this.#samples.shift();
  }
}

export function stats(samples: readonly Sample[]): Stats | undefined {
  if (samples.length === 0) return undefined;
  let lowest = Infinity;
  let highest = -Infinity;
  let sum = 0;
  for (const { value } of samples) {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
    sum += value;
  }
  return { lowest, mean: sum / samples.length, highest };
}
