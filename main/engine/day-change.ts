import type { Clock } from '../../core/kernel/clock.ts';
import { today } from './today.ts';

const LOOK_MS = 30_000;

/** Calls back when the calendar day changes: what is due, late or stale then changes by itself. */
export function watchDay(clock: Clock, onNewDay: () => void): () => void {
  let day = today(clock);
  const timer = setInterval(() => {
    const now = today(clock);
    if (now === day) return;
    day = now;
    onNewDay();
  }, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
