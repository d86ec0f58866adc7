import { useCallback, useSyncExternalStore } from 'react';
import type { Clock } from '../../../core/kernel/clock.ts';
import { useClock } from './clock.tsx';
import { formatDuration } from './format.ts';

interface Ticker {
  readonly subscribe: (listener: () => void) => () => void;
}

const TickMilliseconds = 1_000;

/** One interval for everything that ages on screen, running only while something does. */
function createTicker(): Ticker {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | null = null;
  return {
    subscribe(listener) {
      listeners.add(listener);
      timer ??= setInterval(() => {
        for (const one of listeners) one();
      }, TickMilliseconds);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || timer === null) return;
        clearInterval(timer);
        timer = null;
      };
    },
  };
}

const tickers = new WeakMap<Clock, Ticker>();

function tickerOf(clock: Clock): Ticker {
  const known = tickers.get(clock);
  if (known !== undefined) return known;
  const made = createTicker();
  tickers.set(clock, made);
  return made;
}

/**
 * Something derived from the present time, looked at each second by one shared clock. The component renders again
 * only when the answer changes, so answer text or a number rounded to what is shown.
 */
export function useTicking<Answer extends string | number | boolean | null>(
  answer: (now: number) => Answer,
): Answer {
  const clock = useClock();
  return useSyncExternalStore(
    useCallback((listener: () => void) => tickerOf(clock).subscribe(listener), [clock]),
    () => answer(clock.now()),
  );
}

/** "4 s", "12 min": how long ago that was; a moment of the future counts as now. Empty for null. */
export function useAge(at: number | null): string {
  return useTicking((now) => (at === null ? '' : formatAge(now - at)));
}

/** A duration that passes while one looks: whole seconds, then minutes. */
export function formatAge(ms: number): string {
  return ms < 1_000 ? '0 s' : formatDuration(ms);
}
