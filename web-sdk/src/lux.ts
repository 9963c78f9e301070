import type { LuxDocument, LuxBoard, LuxOptions } from './api.js';
import { DocumentBoard } from './board.js';
import { PatternCollection } from './collection.js';
import type { Environment } from './environment.js';
import { Links } from './links.js';
import { settings } from './options.js';
import { checkedId, checkedPattern } from './pattern.js';

export interface Lux {
  lux<T = unknown>(id: string, options?: LuxOptions): LuxDocument<T>;
  luxBoard<T = unknown>(pattern: string, options?: LuxOptions): LuxBoard<T>;
}

/** The SDK on some environment; boards of one such share sockets. */
export function createLux(environment: Environment): Lux {
  const links = new Links(environment);
  return {
    lux: (id, options = {}) => {
      const chosen = settings(options, environment);
      const checked = checkedId(id);
      const [link, release] = links.take(chosen);
      return new DocumentBoard(environment, link, release, checked, chosen.debounceMs);
    },
    luxBoard: (pattern, options = {}) => {
      const chosen = settings(options, environment);
      const checked = checkedPattern(pattern);
      const [link, release] = links.take(chosen);
      return new PatternCollection(environment, link, release, checked, chosen.debounceMs);
    },
  };
}
