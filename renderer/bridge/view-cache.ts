import type { ContractClient, InputOf, ViewName, ViewState } from '../../core/contract/index.ts';

interface Entry<Name extends ViewName> {
  state: ViewState<Name>;
  readonly listeners: Set<() => void>;
  stop: (() => void) | null;
  idle: ReturnType<typeof setTimeout> | null;
}

/** One shared subscription per view and input, whoever asks. */
export interface SharedView<Name extends ViewName> {
  readonly subscribe: (listener: () => void) => () => void;
  readonly read: () => ViewState<Name>;
}

/** A screen left and entered again within this time finds its rows still there. */
const LingerMilliseconds = 2_000;

type SharedViews = { readonly [Name in ViewName]: Map<string, SharedView<Name>> };

/**
 * Shares live views between components: two panels that watch the same list cost one subscription, and moving
 * between screens doesn't blink through "loading".
 */
export function createViewCache(client: () => ContractClient): {
  share<Name extends ViewName>(name: Name, input: InputOf<Name>): SharedView<Name>;
} {
  const shared: SharedViews = {
    'trackers.list': new Map(),
    'trackers.items': new Map(),
    'trackers.log': new Map(),
    'findings.list': new Map(),
    'conflicts.list': new Map(),
    'workspace.status': new Map(),
    'bridge.needs': new Map(),
    'bridge.due': new Map(),
    'bridge.programmes': new Map(),
    'bridge.changes': new Map(),
    'settings.get': new Map(),
    'actors.list': new Map(),
    'jobs.list': new Map(),
    'agents.list': new Map(),
    'agents.one': new Map(),
    'agents.history': new Map(),
    'agents.output': new Map(),
    'tasks.queue': new Map(),
    'tasks.list': new Map(),
    'tasks.one': new Map(),
    'tasks.templates': new Map(),
    'proposals.list': new Map(),
    'hub.status': new Map(),
    'hub.settings': new Map(),
    'hub.clients': new Map(),
    'endpoints.list': new Map(),
    'hosts.list': new Map(),
    'repositories.list': new Map(),
    'metrics.now': new Map(),
    'costs.budgets': new Map(),
  };

  function create<Name extends ViewName>(
    name: Name,
    input: InputOf<Name>,
    forget: () => void,
  ): SharedView<Name> {
    const loading: ViewState<Name> = { phase: 'loading', rows: [], extra: null, failure: null };
    const entry: Entry<Name> = { state: loading, listeners: new Set(), stop: null, idle: null };
    const start = () => {
      entry.stop = client().watch(name, input, (state) => {
        entry.state = state;
        for (const listener of entry.listeners) listener();
      });
    };
    const rest = () => {
      entry.stop?.();
      entry.stop = null;
      entry.idle = null;
      entry.state = loading;
      forget();
    };
    return {
      read: () => entry.state,
      subscribe(listener) {
        if (entry.idle !== null) clearTimeout(entry.idle);
        entry.idle = null;
        entry.listeners.add(listener);
        if (entry.stop === null) start();
        return () => {
          entry.listeners.delete(listener);
          if (entry.listeners.size === 0) entry.idle = setTimeout(rest, LingerMilliseconds);
        };
      },
    };
  }

  return {
    share(name, input) {
      const key = JSON.stringify(input);
      const known = shared[name].get(key);
      if (known !== undefined) return known;
      const made = create(name, input, () => shared[name].delete(key));
      shared[name].set(key, made);
      return made;
    },
  };
}
