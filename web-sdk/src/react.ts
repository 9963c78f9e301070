import {
  createContext,
  createElement,
  useContext,
  useEffect,
  useMemo,
  useSyncExternalStore,
  type ReactElement,
  type ReactNode,
} from 'react';
import {
  lux,
  luxBoard,
  LuxError,
  type Item,
  type LuxBoard,
  type LuxDocument,
  type LuxMeta,
  type LuxOptions,
  type LuxStatus,
  type Presence,
  type Present,
} from './index.js';

const IDLE: LuxStatus = { kind: 'idle' };
const Options = createContext<LuxOptions>({});

/** What the hooks below it use where they say nothing else: `<LuxProvider token={fetchToken}>`. */
export function LuxProvider({ children, ...options }: LuxOptions & { readonly children?: ReactNode }): ReactElement {
  return createElement(Options.Provider, { value: useOptions(options) }, children);
}

/** One document as it is now. `state` is undefined while it is absent or not known; `meta.exists` says which. */
export interface ShownDocument<T> {
  readonly state: T | undefined;
  readonly meta: LuxMeta | undefined;
  readonly status: LuxStatus;
  /** Why it can not be followed. */
  readonly error: LuxError | undefined;
}

/** The writes of `LuxDocument`, for event handlers and effects; they reject with `closed` before the first effect. */
export type DocumentWrites<T> = Pick<LuxDocument<T>, 'patch' | 'save' | 'update' | 'claim' | 'ask' | 'remove'>;

/** Follows one document for as long as the component is there. */
export function useLux<T = unknown>(id: string, options?: LuxOptions): ShownDocument<T> & DocumentWrites<T> {
  const chosen = useOptions(options);
  const live = useMemo(() => documentLive<T>(id, chosen), [id, chosen]);
  const shown = useLive(live);
  const writes = useMemo<DocumentWrites<T>>(
    () => ({
      patch: async (...write) => live.board.patch(...write),
      save: async (...write) => live.board.save(...write),
      update: async (...write) => live.board.update(...write),
      claim: async (...write) => live.board.claim(...write),
      ask: async (...write) => live.board.ask(...write),
      remove: async (...write) => live.board.remove(...write),
    }),
    [live],
  );
  return useMemo(() => ({ ...shown, ...writes }), [shown, writes]);
}

/** All documents of a pattern as they are now. */
export interface ShownBoard<T> {
  /** In id order; a new map at every change. */
  readonly documents: ReadonlyMap<string, Item<T>>;
  /** False until all of them are known. */
  readonly complete: boolean;
  readonly status: LuxStatus;
  /** Why they can not be followed. */
  readonly error: LuxError | undefined;
}

/** The writes of `LuxBoard`, for event handlers and effects; they reject with `closed` before the first effect. */
export type BoardWrites<T> = Pick<LuxBoard<T>, 'patch' | 'save' | 'update' | 'claim' | 'remove'>;

/** Follows all documents of a pattern for as long as the component is there. */
export function useLuxBoard<T = unknown>(pattern: string, options?: LuxOptions): ShownBoard<T> & BoardWrites<T> {
  const chosen = useOptions(options);
  const live = useMemo(() => boardLive<T>(pattern, chosen), [pattern, chosen]);
  const shown = useLive(live);
  const writes = useMemo<BoardWrites<T>>(
    () => ({
      patch: async (...write) => live.board.patch(...write),
      save: async (...write) => live.board.save(...write),
      update: async (...write) => live.board.update(...write),
      claim: async (...write) => live.board.claim(...write),
      remove: async (...write) => live.board.remove(...write),
    }),
    [live],
  );
  return useMemo(() => ({ ...shown, ...writes }), [shown, writes]);
}

export interface ShownPresence<T> {
  readonly present: readonly Present<T>[];
  /** Why nobody can be seen, or why this one is not. */
  readonly error: LuxError | undefined;
}

/**
 * Who is at a board. With `me`, such as `{ name, cursor }`, this component is there too for as long as it is mounted;
 * another `me` replaces what was said.
 */
export function usePresence<T = unknown>(match: string, me?: T, options?: LuxOptions): ShownPresence<T> {
  const chosen = useOptions(options);
  const live = useMemo(() => presenceLive<T>(match, chosen), [match, chosen]);
  const shown = useLive(live);
  const said = me === undefined ? undefined : JSON.stringify(me);
  useEffect(() => {
    if (said === undefined) return;
    const { board } = live;
    board.presence.join(JSON.parse(said)).catch((error: unknown) => {
      if (error instanceof LuxError && error.code !== 'closed') live.show((now) => ({ ...now, error }));
    });
  }, [live, said]);
  const joins = said !== undefined;
  useEffect(() => {
    if (!joins) return undefined;
    const { board } = live;
    return () => {
      board.presence.leave();
    };
  }, [live, joins]);
  return shown;
}

/** How the stream of a document or pattern stands; shares it with those who show it. */
export function useLuxStatus(match: string, options?: LuxOptions): LuxStatus {
  const chosen = useOptions(options);
  return useLive(useMemo(() => statusLive(match, chosen), [match, chosen]));
}

/** The options of the provider with these over them, the same object as long as they say the same. */
function useOptions(options: LuxOptions = {}): LuxOptions {
  const { endpoint, websocketUrl, apiKey, token, realtime, debounce } = { ...useContext(Options), ...options };
  return useMemo(
    () => ({ endpoint, websocketUrl, apiKey, token, realtime, debounce }),
    [endpoint, websocketUrl, apiKey, token, realtime, debounce],
  );
}

function useLive<B extends Closable, S>(live: Live<B, S>): S {
  return useSyncExternalStore(live.subscribe, live.snapshot, live.atTheServer);
}

interface Closable {
  close(): void;
}

/**
 * A board outside of React. It is open while a component shows it and never during rendering, so that StrictMode, which
 * renders twice, and a server, which has no effects, open nothing. What is shown is replaced, never changed.
 */
class Live<B extends Closable, S> {
  private readonly listeners = new Set<() => void>();
  private opened: B | undefined;
  private shown: S;

  constructor(
    private readonly nothing: S,
    private readonly open: () => B,
    private readonly start: (board: B, live: Live<B, S>) => void,
  ) {
    this.shown = nothing;
  }

  get board(): B {
    if (this.opened === undefined)
      throw new LuxError({ code: 'closed', detail: 'The component is not there: write in an event or an effect.' });
    return this.opened;
  }

  readonly snapshot = (): S => this.shown;
  readonly atTheServer = (): S => this.nothing;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (this.opened === undefined) {
      this.opened = this.open();
      this.start(this.opened, this);
    }
    return () => {
      this.listeners.delete(listener);
      // StrictMode takes a component away and brings it back at once: that is not the end of a stream.
      queueMicrotask(() => {
        if (this.listeners.size > 0) return;
        this.opened?.close();
        this.opened = undefined;
      });
    };
  };

  show(change: (now: S) => S): void {
    this.shown = change(this.shown);
    for (const listener of this.listeners) listener();
  }
}

function documentLive<T>(id: string, options: LuxOptions): Live<LuxDocument<T>, ShownDocument<T>> {
  return new Live<LuxDocument<T>, ShownDocument<T>>(
    { state: undefined, meta: undefined, status: IDLE, error: undefined },
    () => lux<T>(id, options),
    (board, live) => {
      board.subscribe((state, meta) => {
        live.show((now) => ({ ...now, state, meta }));
      });
      followed(board, live);
    },
  );
}

function boardLive<T>(pattern: string, options: LuxOptions): Live<LuxBoard<T>, ShownBoard<T>> {
  return new Live<LuxBoard<T>, ShownBoard<T>>(
    { documents: new Map(), complete: false, status: IDLE, error: undefined },
    () => luxBoard<T>(pattern, options),
    (board, live) => {
      followed(board, live, (documents: ReadonlyMap<string, Item<T>>) => {
        live.show((now) => ({ ...now, documents: new Map(documents), complete: true }));
      });
    },
  );
}

interface Followed extends Closable {
  onStatus(call: (status: LuxStatus) => void): unknown;
}

function followed<B extends Followed & { load(call?: C): Promise<void> }, C, S extends { status: LuxStatus }>(
  board: B,
  live: Live<B, S>,
  onChange?: C,
): void {
  board.onStatus((status) => {
    if (status.kind !== 'closed') live.show((now) => ({ ...now, status }));
  });
  board.load(onChange).catch((error: unknown) => {
    if (error instanceof LuxError && error.code !== 'closed') live.show((now) => ({ ...now, error }));
  });
}

interface Followable extends Followed {
  readonly presence: Presence;
  load(): Promise<void>;
}

function either(match: string, options: LuxOptions): Followable {
  return match.endsWith('*') ? luxBoard(match, options) : lux(match, options);
}

function presenceLive<T>(match: string, options: LuxOptions): Live<Followable, ShownPresence<T>> {
  return new Live<Followable, ShownPresence<T>>(
    { present: [], error: undefined },
    () => either(match, options),
    (board, live) => {
      board.presence.watch<T>(
        (present) => {
          live.show((now) => ({ ...now, present }));
        },
        (error) => {
          if (error instanceof LuxError) live.show((now) => ({ ...now, error }));
        },
      );
    },
  );
}

function statusLive(match: string, options: LuxOptions): Live<Followable, LuxStatus> {
  return new Live<Followable, LuxStatus>(
    IDLE,
    () => either(match, options),
    (board, live) => {
      board.onStatus((status) => {
        if (status.kind !== 'closed') live.show(() => status);
      });
      // What refuses is in the status.
      board.load().catch(() => undefined);
    },
  );
}
