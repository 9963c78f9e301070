import { toJson, type Json } from './json.js';

/** The caller's word for the shape of a document is taken here, and nowhere else; no data is changed or checked. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the one place where T is said of data
export function typedState<T>(data: Json | undefined): T | undefined {
  return data as T | undefined;
}

/** A change that gets a copy of its own, which it may alter. */
export function typedChange<T>(change: (state: T | undefined) => T): (data: Json | undefined) => Json {
  return (data) => toJson(change(typedState<T>(data === undefined ? undefined : toJson(data))));
}
