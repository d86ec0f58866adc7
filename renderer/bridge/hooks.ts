import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type {
  CommandName,
  ContractClient,
  InputOf,
  OutputOf,
  QueryName,
  ViewName,
  ViewState,
} from '../../core/contract/index.ts';
import type { Failure } from '../../core/kernel/result.ts';
import { call, client } from './client.ts';
import { showFailure } from './show-failure.ts';
import { createViewCache } from './view-cache.ts';

export { call } from './client.ts';

const views = createViewCache((): ContractClient => client());

/**
 * A live view. Rows keep their identity while unchanged, so memoised rows don't render again. While the engine is
 * away `phase` is `lost` and the last rows stay: mark them as stale, never hide them.
 */
export function useView<Name extends ViewName>(name: Name, input: InputOf<Name>): ViewState<Name> {
  const key = JSON.stringify(input);
  // oxlint-disable-next-line react/exhaustive-deps -- the key says when the input changed
  const view = useMemo(() => views.share(name, input), [name, key]);
  return useSyncExternalStore(view.subscribe, view.read);
}

/** What the frame shows at all times, or null before it came. */
export function useStatus(): ViewState<'workspace.status'>['rows'][number] | null {
  return useView('workspace.status', {}).rows[0] ?? null;
}

export function useSettings(): ViewState<'settings.get'>['rows'][number] | null {
  return useView('settings.get', {}).rows[0] ?? null;
}

export interface QueryState<Name extends QueryName> {
  /** `loading` only before the first answer; later reloads keep the last value and set `busy`. */
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly value: OutputOf<Name> | null;
  readonly failure: Failure | null;
  readonly busy: boolean;
  readonly reload: () => void;
}

type Settled<Name extends QueryName> = Pick<QueryState<Name>, 'phase' | 'value' | 'failure' | 'busy'>;

/**
 * One query, asked again whenever name, input or `deps` change (pass a row's `changedAt` to follow it). A null input
 * asks nothing. Late answers to earlier inputs are dropped; after the engine was away it is asked again.
 */
export function useQuery<Name extends QueryName>(
  name: Name,
  input: InputOf<Name> | null,
  deps: readonly (string | number | boolean | null)[] = [],
): QueryState<Name> {
  const away = useView('workspace.status', {}).phase === 'lost';
  const asks = input !== null && !away;
  // Busy from the first drawing on: a screen just drawn is not drawn again only to say so.
  const [state, setState] = useState<Settled<Name>>({
    phase: 'loading',
    value: null,
    failure: null,
    busy: asks,
  });
  const [turn, setTurn] = useState(0);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  const key = JSON.stringify(input);
  const dependencies = JSON.stringify(deps);
  useEffect(() => {
    if (input === null || !asks) return undefined;
    let stale = false;
    setState((before) => (before.busy ? before : { ...before, busy: true }));
    const ask = async () => {
      const answer = await call(name, input);
      if (stale) return;
      setState((before) =>
        answer.ok
          ? { phase: 'ready', value: answer.value, failure: null, busy: false }
          : { phase: 'failed', value: before.value, failure: answer.error, busy: false },
      );
    };
    void ask();
    return () => {
      stale = true;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- the keys say when the input changed
  }, [name, key, dependencies, turn, asks]);
  return useMemo(() => ({ ...state, reload }), [state, reload]);
}

/** A command that tells the person by itself when it is refused. The output, or null after a refusal. */
export async function act<Name extends CommandName>(
  name: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name> | null> {
  const answer = await call(name, input);
  if (answer.ok) return answer.value;
  showFailure(answer.error);
  return null;
}
