import { LuxError } from './error.js';

/** Gives the bearer token for the next request or connection. */
export type Credential = () => Promise<string>;

/** Where a token comes from: itself, or a function that fetches one. */
export type TokenSource = string | (() => string | Promise<string>);

export function credential(source: TokenSource): Credential {
  if (typeof source === 'string') return () => Promise.resolve(source);
  return async () => {
    try {
      return await source();
    } catch (cause) {
      throw new LuxError({ code: 'token_unavailable', detail: 'The token function failed.', retry: true, cause });
    }
  };
}
