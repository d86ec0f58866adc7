import type { Schedule } from '../../../core/contract/transport/frame-port.ts';

/** The system's timers, for ports that dial again. */
export const schedule: Schedule = (milliseconds, task) => {
  const timer = setTimeout(task, milliseconds);
  return () => clearTimeout(timer);
};
