/** What a page tells about its connection. */
export type Phase =
  | { readonly kind: 'no-key' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  /** Connected, but the broker says that what it shows may be old. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'reconnecting' }
  | { readonly kind: 'refused'; readonly unauthorized: boolean; readonly detail: string };

const GRAVITY: Readonly<Record<Phase['kind'], number>> = {
  live: 0,
  stale: 1,
  connecting: 2,
  reconnecting: 3,
  refused: 4,
  'no-key': 5,
};

/** A page with several subscriptions is as well as the worst of them. */
export function worst(phases: Iterable<Phase>): Phase {
  let result: Phase = { kind: 'live' };
  for (const phase of phases) if (GRAVITY[phase.kind] > GRAVITY[result.kind]) result = phase;
  return result;
}

export function phaseText(phase: Phase): string {
  switch (phase.kind) {
    case 'no-key':
      return 'No key';
    case 'connecting':
      return 'Connecting';
    case 'live':
      return 'Live';
    case 'stale':
      return 'Catching up';
    case 'reconnecting':
      return 'Reconnecting';
    case 'refused':
      return 'Refused';
  }
}

/** The sentence under the header; empty when there is nothing to worry about. */
export function phaseNote(phase: Phase): string {
  switch (phase.kind) {
    case 'stale':
      return 'A part of the broker does not answer: what you see may be old.';
    case 'reconnecting':
      return 'The connection is lost and is tried again. What you see may be old.';
    case 'refused':
      return phase.unauthorized ? 'The broker does not accept this key.' : `The broker refused: ${phase.detail}`;
    case 'no-key':
      return 'This page needs an API key to show anything.';
    case 'connecting':
    case 'live':
      return '';
  }
}
