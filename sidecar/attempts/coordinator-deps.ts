import type { Assignment } from '../../core/contract/hub/assignment.ts';
import type { Clock } from '../../core/kernel/clock.ts';
import type { Result } from '../../core/kernel/result.ts';
import type { FrameAnswer, UnnumberedFrame } from '../connection/unnumbered-frame.ts';
import type { Executor } from '../executors/executor.ts';
import type { AttemptKey } from './attempt-record.ts';
import type { RunnerDeps } from './attempt-runner.ts';
import type { RecordKeeping } from './save-record.ts';

/** Points at which a test may kill the process. */
export type AttemptCrashPoint = 'accept.asked' | 'accept.settled' | 'work.done' | 'end.kept' | 'end.settled';

export interface AttemptCoordinatorDeps extends RecordKeeping {
  readonly runner: RunnerDeps;
  readonly clock: Clock;
  readonly extra: (key: AttemptKey) => Readonly<Record<string, string>>;
  readonly chooseExecutor: (assignment: Assignment) => Promise<Result<Executor>>;
  readonly send: (frame: UnnumberedFrame, answered: (answer: FrameAnswer) => void) => boolean;
  readonly unsent: () => number;
  /** Takes room on the disk into reserve again. */
  readonly fillReserve: () => void;
  /** Ends what an attempt left running. */
  tidy(): Promise<void>;
  moment(at: AttemptCrashPoint): void;
}
