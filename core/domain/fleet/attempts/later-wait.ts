import type { Moment } from '../../../kernel/clock.ts';
import type { OpenTask } from '../state.ts';

/** No server is believed beyond this: a wrong date would lame an endpoint, or hold a task, for good. */
export const LONGEST_WAIT_MS = 24 * 3_600_000;

/** How long the running attempt has waited, by this steady time, because its endpoint wanted to be asked later. */
export function waitedMs({ laterSteady, waitedSteady }: OpenTask, steady: number): number {
  if (laterSteady === null) return waitedSteady;
  const { since, until } = laterSteady;
  return waitedSteady + Math.max(0, Math.min(steady, until) - since);
}

/** Waits that follow each other add up; what one has left when the next is told is the next one's. */
export function beginWait(task: OpenTask, waitMs: number, at: Moment): void {
  task.waitedSteady = waitedMs(task, at.steady);
  task.laterSteady = { since: at.steady, until: at.steady + Math.min(waitMs, LONGEST_WAIT_MS) };
}
