import type { Clock } from '../../core/kernel/clock.ts';

/** The day on this machine's wall calendar, ISO: what a person here means by "today". */
export function today(clock: Clock): string {
  const now = new Date(clock.now());
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
