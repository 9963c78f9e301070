import { isObject, type Json } from './json.js';
import { applyMergePatch, composeMergePatches } from './merge-patch.js';

/** A write whose result can be shown before the broker has answered. */
export type Operation = { readonly kind: 'put'; readonly data: Json } | { readonly kind: 'patch'; readonly data: Json };

/** What the document is after the operation; undefined stands for an absent document. */
export function apply(operation: Operation, before: Json | undefined): Json {
  return operation.kind === 'put' ? operation.data : applyMergePatch(before, operation.data);
}

/** One operation that does what both do in order, or undefined when no single one can. */
export function compose(first: Operation, second: Operation): Operation | undefined {
  if (second.kind === 'put') return second;
  if (first.kind === 'put') return isObject(second.data) ? { kind: 'put', data: apply(second, first.data) } : undefined;
  if (!isObject(first.data) || !isObject(second.data)) return undefined;
  const data = composeMergePatches(first.data, second.data);
  return data && { kind: 'patch', data };
}
