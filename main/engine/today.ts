import type { Clock } from '../../core/kernel/clock.ts';
import { localDay } from '../../core/kernel/time.ts';

/** The day on this machine's wall calendar, ISO: what a person here means by "today". */
export function today(clock: Clock): string {
  return localDay(clock.now());
}
