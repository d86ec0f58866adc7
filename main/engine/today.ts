import type { Clock } from '../../core/kernel/clock.ts';

/** The day on this machine's wall calendar, ISO: what a person here means by "today". */
export function today(clock: Clock): string {
  return dayOf(clock.now());
}

/** The day on this machine's wall calendar at a moment, ISO. */
export function dayOf(at: number): string {
  const now = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
