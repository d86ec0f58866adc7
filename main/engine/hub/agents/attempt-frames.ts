import type { AgentFrame, AgentFrameOf } from '../../../../core/contract/hub/agent-frames.ts';
import { heldIn } from '../../../../core/domain/fleet/attempts/verdicts.ts';
import type { AttemptRef, FleetCommand, Transcript } from '../../../../core/domain/fleet/commands.ts';
import type { Fleet } from '../../../../core/domain/fleet/fleet-view.ts';
import type { FleetStore } from '../../../../core/domain/fleet/ports.ts';
import type { AgentId } from '../../../../core/kernel/ids.ts';
import type { Failure } from '../../../../core/kernel/result.ts';
import { unreachable } from '../../../../core/kernel/unreachable.ts';
import type { LiveOutput } from '../telemetry/live-output.ts';
import type { FrameRefusal } from './frame-decoder.ts';
import type { ProgressThrottle } from './progress-throttle.ts';

export type AttemptFrame = Exclude<AgentFrame, { t: 'hello' | 'heartbeat' }>;

/** Carries out what an agent says about an attempt. Null: it was taken in. */
export type AttemptFrames = (agentId: AgentId, frame: AttemptFrame) => Promise<FrameRefusal | null>;

export interface AttemptFramesOptions {
  readonly fleet: Pick<Fleet, 'now' | 'run' | 'heard' | 'waitsForEndpoint'>;
  readonly store: Pick<FleetStore, 'statusOf' | 'reportedEnd'>;
  readonly liveOutput: LiveOutput;
  readonly progress: ProgressThrottle;
}

/** Refusals that are about what was sent. A store that can't write now is nobody's violation. */
const violations = /^(?:agent|attempt|task)\./;

/** What a `complete` can lead to: one whose verification has not passed counts as a failure of it. */
const endsOfCompletions: ReadonlySet<string> = new Set(['completed', 'verification', 'budget']);

export function createAttemptFrames(options: AttemptFramesOptions): AttemptFrames {
  const { fleet, store, liveOutput, progress } = options;

  const run = async (attempt: AttemptRef, frame: AttemptFrame, command: FleetCommand) => {
    const done = await fleet.run(command);
    if (done.ok) return null;
    const { error } = done;
    if (error.code !== 'attempt.stale') return refusalOf(frame, error, violations.test(error.code));
    if (await endedSo(attempt, frame)) return null;
    return whyStale(attempt, frame, error);
  };

  /** An end told again, because its answer got lost with a connection or with the hub, is settled as it was. */
  const endedSo = async (attempt: AttemptRef, frame: AttemptFrame): Promise<boolean> => {
    if (frame.t !== 'complete' && frame.t !== 'fail') return false;
    const end = await store.reportedEnd(attempt);
    if (end === null || frame.t === 'fail') return end !== null && end !== 'completed';
    return endsOfCompletions.has(end);
  };

  /** An attempt that was taken away meanwhile is nobody's fault; one that never was is. */
  const whyStale = async (
    attempt: AttemptRef,
    frame: AttemptFrame,
    error: Failure,
  ): Promise<FrameRefusal> => {
    const stale = (violation: boolean, code: string, message: string): FrameRefusal => ({
      ...refusalOf(frame, { ...error, code, message }, violation),
      stale: true,
    });
    const { taskId, generation, agentId } = attempt;
    const task = fleet.now.tasks.get(taskId);
    if (task === undefined) {
      const known = (await store.statusOf([taskId])).get(taskId) ?? null;
      if (known === null)
        return stale(true, 'task.not-found', `There is no task ${taskId}. Nothing was changed; drop it.`);
    } else if (generation > task.generation) {
      return stale(
        true,
        'attempt.unknown',
        `Task ${taskId} has had ${task.generation} attempts, and none has number ${generation}. Nothing was changed; drop it.`,
      );
    } else if (generation === task.generation && task.agentId !== null && task.agentId !== agentId) {
      return stale(
        true,
        'attempt.wrong-agent',
        `Attempt ${generation} of task ${taskId} belongs to another agent. Nothing was changed; drop it.`,
      );
    }
    return stale(false, error.code, error.message);
  };

  /** The agent's own account of what it printed; when it kept none, what came in live. */
  const transcriptOf = (frame: AgentFrameOf<'complete'> | AgentFrameOf<'fail'>): Transcript => {
    const { transcript, taskId, generation } = frame;
    if (transcript.lines.length > 0) return transcript;
    return liveOutput.transcriptOf(taskId, generation) ?? transcript;
  };

  return async (agentId, frame) => {
    const attempt: AttemptRef = { agentId, taskId: frame.taskId, generation: frame.generation };
    fleet.heard(attempt);
    switch (frame.t) {
      case 'accept':
        return run(attempt, frame, { type: 'task.accept', ...attempt });
      case 'decline':
        return run(attempt, frame, { type: 'task.decline', ...attempt, reason: frame.reason });
      case 'progress': {
        const { percent, note, spent } = frame;
        // Not accepted, or not its own: for the hub to refuse in its own words.
        if (heldIn(fleet.now, attempt)?.status !== 'working')
          return run(attempt, frame, { type: 'task.progress', ...attempt, percent, note, spent });
        progress.offer(attempt, { percent, note, spent });
        return null;
      }
      case 'output':
        // Also right behind its acceptance, which may still be on its way into the store.
        if (heldIn(fleet.now, attempt) === null) return whyStale(attempt, frame, notHeld(frame));
        liveOutput.append(frame.taskId, frame.generation, frame);
        return null;
      case 'blocked':
        return run(attempt, frame, { type: 'task.block', ...attempt, reason: frame.reason });
      case 'unblocked':
        return run(attempt, frame, { type: 'task.unblock', ...attempt });
      case 'later':
        if (heldIn(fleet.now, attempt) === null) return whyStale(attempt, frame, notHeld(frame));
        fleet.waitsForEndpoint(attempt, frame);
        return null;
      case 'holds':
        return run(attempt, frame, { type: 'task.holds', ...attempt });
      case 'verified':
        return run(attempt, frame, { type: 'task.verified', ...attempt, report: frame.report });
      case 'complete': {
        progress.flush(frame.taskId);
        const { result, spent } = frame;
        const transcript = transcriptOf(frame);
        return run(attempt, frame, { type: 'task.complete', ...attempt, result, spent, transcript });
      }
      case 'fail': {
        progress.flush(frame.taskId);
        const { reason, error, retryable, spent } = frame;
        const transcript = transcriptOf(frame);
        return run(attempt, frame, {
          type: 'task.fail',
          ...attempt,
          reason,
          error,
          retryable,
          spent,
          transcript,
        });
      }
      default:
        return unreachable(frame);
    }
  };
}

function notHeld({ taskId, generation }: AttemptFrame): Failure {
  const message = `Attempt ${generation} of task ${taskId} is not worked on by this agent now. Nothing was changed; drop it.`;
  return { code: 'attempt.stale', message, retryable: false, facts: {} };
}

function refusalOf(frame: AttemptFrame, error: Failure, violation: boolean): FrameRefusal {
  const { n, taskId } = frame;
  return { n, code: error.code, message: error.message, taskId, stale: false, violation };
}
