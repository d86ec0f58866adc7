import type { ContractClient, InputOf, ViewName, ViewState } from '../../core/contract/index.ts';

interface Entry<Name extends ViewName> {
  state: ViewState<Name>;
  readonly listeners: Set<() => void>;
  stop: (() => void) | null;
  idle: ReturnType<typeof setTimeout> | null;
}

/** One shared subscription per view and input, whoever asks. */
export interface SharedView<Name extends ViewName> {
  readonly name: Name;
  readonly subscribe: (listener: () => void) => () => void;
  readonly read: () => ViewState<Name>;
}

/** A screen left and entered again within this time finds its rows still there. */
const LingerMilliseconds = 2_000;

function isViewOf<Name extends ViewName>(
  name: Name,
  view: SharedView<ViewName> | undefined,
): view is SharedView<Name> {
  return view?.name === name;
}

/**
 * Shares live views between components: two panels that watch the same list cost one subscription, and moving
 * between screens doesn't blink through "loading".
 */
export function createViewCache(client: () => ContractClient): {
  share<Name extends ViewName>(name: Name, input: InputOf<Name>): SharedView<Name>;
} {
  const shared = new Map<string, SharedView<ViewName>>();

  function create<Name extends ViewName>(
    name: Name,
    input: InputOf<Name>,
    forget: () => void,
  ): SharedView<Name> {
    const loading: ViewState<Name> = { phase: 'loading', rows: [], extra: null, failure: null };
    const entry: Entry<Name> = { state: loading, listeners: new Set(), stop: null, idle: null };
    const start = () => {
      entry.stop = client().watch(name, input, (state) => {
        // Asked for while the engine is away: nothing is known yet, which is not the same as an empty list.
        const unknown = state.phase === 'lost' && state.extra === null && state.rows.length === 0;
        entry.state = unknown ? loading : state;
        for (const listener of entry.listeners) listener();
      });
    };
    const release = () => {
      entry.stop?.();
      entry.stop = null;
      entry.idle = null;
      entry.state = loading;
      forget();
    };
    return {
      name,
      read: () => entry.state,
      subscribe(listener) {
        if (entry.idle !== null) clearTimeout(entry.idle);
        entry.idle = null;
        entry.listeners.add(listener);
        if (entry.stop === null) start();
        return () => {
          entry.listeners.delete(listener);
          if (entry.listeners.size === 0) entry.idle = setTimeout(release, LingerMilliseconds);
        };
      },
    };
  }

  return {
    share(name, input) {
      const key = JSON.stringify([name, input]);
      const known = shared.get(key);
      if (isViewOf(name, known)) return known;
      const made = create(name, input, () => shared.delete(key));
      shared.set(key, made);
      return made;
    },
  };
}
