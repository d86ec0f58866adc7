import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ContractClient, ViewName, ViewState } from '../../../core/contract/index.ts';
import { createViewCache } from '../../../renderer/bridge/view-cache.ts';

/** Counts what is watched; answers come when the test pushes them. */
function fakeClient() {
  const open: { name: string; push: () => void }[] = [];
  let watched = 0;
  const client: ContractClient = {
    call: () => new Promise(() => {}),
    watch<Name extends ViewName>(name: Name, _input: unknown, listener: (state: ViewState<Name>) => void) {
      watched += 1;
      const entry = { name, push: () => listener({ phase: 'live', rows: [], extra: null, failure: null }) };
      open.push(entry);
      return () => open.splice(open.indexOf(entry), 1);
    },
    close: () => {},
  };
  return { client, open, watched: () => watched };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('shared live views', () => {
  test('two readers of one view share one subscription and the same state', () => {
    const { client, open } = fakeClient();
    const cache = createViewCache(() => client);
    const one = cache.share('bridge.changes', { limit: 5 });
    const other = cache.share('bridge.changes', { limit: 5 });
    one.subscribe(() => {});
    other.subscribe(() => {});
    expect(open).toHaveLength(1);
    open[0]?.push();
    expect(one.read().phase).toBe('live');
    expect(other.read()).toBe(one.read());
  });

  test('another input is another subscription', () => {
    const { client, open } = fakeClient();
    const cache = createViewCache(() => client);
    cache.share('bridge.changes', { limit: 5 }).subscribe(() => {});
    cache.share('bridge.changes', { limit: 6 }).subscribe(() => {});
    expect(open).toHaveLength(2);
  });

  test('a screen entered again soon finds its rows still there', () => {
    const { client, open, watched } = fakeClient();
    const cache = createViewCache(() => client);
    const stop = cache.share('trackers.list', {}).subscribe(() => {});
    open[0]?.push();
    stop();
    vi.advanceTimersByTime(500);
    const again = cache.share('trackers.list', {});
    again.subscribe(() => {});
    expect(again.read().phase).toBe('live');
    vi.advanceTimersByTime(60_000);
    expect(watched()).toBe(1);
    expect(open).toHaveLength(1);
  });

  test('a view nobody watches is released, and asked for again later', () => {
    const { client, open, watched } = fakeClient();
    const cache = createViewCache(() => client);
    const stop = cache.share('trackers.list', {}).subscribe(() => {});
    open[0]?.push();
    stop();
    vi.advanceTimersByTime(60_000);
    expect(open).toHaveLength(0);
    const again = cache.share('trackers.list', {});
    again.subscribe(() => {});
    expect(again.read().phase).toBe('loading');
    expect(watched()).toBe(2);
  });

  test('a list asked for while the engine is away is not known, rather than empty', () => {
    let tell: ((state: ViewState<'actors.list'>) => void) | null = null;
    const client: Pick<ContractClient, 'watch'> & ContractClient = {
      ...fakeClient().client,
      watch(_name, _input, listener) {
        tell = (state) => Reflect.apply(listener, null, [state]);
        return () => {};
      },
    };
    const view = createViewCache(() => client).share('actors.list', {});
    view.subscribe(() => {});
    const say = (phase: 'live' | 'lost', known: boolean) =>
      tell?.({ phase, rows: [], extra: known ? {} : null, failure: null });
    say('lost', false);
    expect(view.read().phase).toBe('loading');
    say('live', true);
    say('lost', true);
    expect(view.read().phase).toBe('lost');
  });
});
