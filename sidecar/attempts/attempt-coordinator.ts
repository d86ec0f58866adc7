import { setTimeout as wait } from 'node:timers/promises';
import type { HubFrame } from '../../core/contract/hub/agent-frames.ts';
import type { Assignment } from '../../core/contract/hub/assignment.ts';
import { nothingSpent } from '../../core/domain/fleet/money/money.ts';
import { cutText } from '../../core/kernel/cut-text.ts';
import { type FrameAnswer, isFinal } from '../connection/unnumbered-frame.ts';
import { createAttemptDelivery } from './attempt-delivery.ts';
import { type AttemptKey, type AttemptRecord, keyText } from './attempt-record.ts';
import type { AttemptCoordinatorDeps } from './coordinator-deps.ts';
import { createRunningAttempt, type RunningAttempt } from './running-attempt.ts';
import { saveRecord } from './save-record.ts';

const ACCEPT_RETRY_MS = 1_000;

export interface AttemptCoordinator {
  /** Attempts to name in hello. */
  holding(): AttemptKey[];
  welcomed(welcome: Extract<HubFrame, { t: 'welcome' }>): void;
  assigned(assignment: Assignment): void;
  stopped(frame: Extract<HubFrame, { t: 'stop' }>): void;
  /** Resolves when nothing runs any more. */
  idle(): Promise<void>;
}

/** Accepts attempts, one at a time, and follows each until the hub has its end. */
export function createAttemptCoordinator(deps: AttemptCoordinatorDeps): AttemptCoordinator {
  const { journal, log, signal } = deps;
  let running: RunningAttempt | null = null;
  let turn: Promise<void> = Promise.resolve();
  const delivery = createAttemptDelivery({ ...deps, settle });
  const recordOf = (key: AttemptKey): AttemptRecord | undefined => journal.records.get(keyText(key));
  const isRunning = (key: AttemptKey): boolean => running !== null && keyText(running.key) === keyText(key);

  /** Nothing done in the background may end the sidecar. */
  const inBackground = (what: string, work: Promise<unknown>): void => {
    work.catch((error: unknown) => log.error(`${what} broke down.`, error));
  };

  async function settle(key: AttemptKey): Promise<void> {
    const record = recordOf(key);
    if (record === undefined) return;
    if (isRunning(key)) {
      // Its run ends first; `work` comes back here when the folder is nobody's any more.
      running?.drop();
      return;
    }
    if (!(await saveRecord(deps, { ...record, stage: 'settled', reports: [], ending: null }))) return;
    deps.moment('end.settled');
    await deps.runner.workspaces.close(record.assignment);
    journal.forget(key);
    deps.fillReserve();
  }

  async function accept(record: AttemptRecord, known: boolean): Promise<void> {
    const { taskId, generation } = record.assignment;
    for (;;) {
      const { promise, resolve } = Promise.withResolvers<FrameAnswer>();
      // Not connected: the verdict of the next welcome says how it goes on.
      if (signal.aborted || !deps.send({ t: 'accept', taskId, generation }, resolve)) return;
      deps.moment('accept.asked');
      const answer = await promise;
      if (answer.kind === 'lost') return;
      if (answer.kind === 'limited' || (answer.kind === 'refused' && !isFinal(answer))) {
        const asked = answer.kind === 'limited' ? answer.retryAfterMs : 0;
        await wait(Math.max(ACCEPT_RETRY_MS, asked), null, { signal }).catch(() => null);
        continue;
      }
      // A hub that held it for us has had our accept before: it refuses the second and means the first.
      if (answer.kind === 'refused' && (answer.stale || !known)) return settle(record.assignment);
      break;
    }
    deps.moment('accept.settled');
    const accepted: AttemptRecord = { ...record, stage: 'accepted' };
    if (recordOf(record.assignment)?.stage !== 'taken') return;
    if (await saveRecord(deps, accepted)) start(accepted);
  }

  function start(record: AttemptRecord): void {
    const next = turn.then(() => work(record));
    turn = next.catch(() => {});
    inBackground('An attempt', next);
  }

  async function work(record: AttemptRecord): Promise<void> {
    const key = { taskId: record.assignment.taskId, generation: record.assignment.generation };
    const now = recordOf(key);
    if (signal.aborted || now?.stage !== 'accepted') return;
    const executor = await deps.chooseExecutor(record.assignment);
    // From here on the work may leave traces.
    if (!(await saveRecord(deps, { ...now, stage: 'running' }))) return;
    running = createRunningAttempt(deps, { key, assignment: record.assignment, executor, delivery });
    const ending = await running.ended;
    const unwanted = running.dropped;
    deps.moment('work.done');
    await deps.tidy();
    running = null;
    // A sidecar that stops leaves the attempt as it is: the hub gives it to another, or asks when we are back.
    if (signal.aborted) return;
    const done = recordOf(key);
    if (done === undefined) return;
    if (ending === null || unwanted) return settle(key);
    if (!(await saveRecord(deps, { ...done, stage: 'ready', ending, spent: ending.spent }))) return;
    deps.moment('end.kept');
    await delivery.deliver(key);
  }

  /** It ran when the sidecar ended; nobody knows how far it came, so it is not run again here. */
  async function interrupted(record: AttemptRecord): Promise<void> {
    const { taskId, generation } = record.assignment;
    const isFinished = deps.runner.workspaces.isFinished(record.assignment);
    const error = isFinished
      ? 'The sidecar restarted while handing the finished work over. It is kept on its host; trying again begins with it.'
      : 'The sidecar restarted while working on this task. What it had done is kept on its host and was not repeated.';
    const line = { at: deps.clock.now(), stream: 'note', text: error } as const;
    const kept = await saveRecord(deps, {
      ...record,
      stage: 'ready',
      ending: {
        t: 'fail',
        n: 1,
        taskId,
        generation,
        reason: isFinished ? 'undelivered' : 'failed',
        error,
        retryable: true,
        spent: record.spent,
        transcript: { lines: [line], cutLines: 0, cutBytes: 0 },
      },
    });
    if (kept) await delivery.deliver(record.assignment);
  }

  function resume(record: AttemptRecord): void {
    if (record.stage !== 'taken') {
      // A hub that lost its newest second to a power cut takes it for an offer; one that did not says yes again.
      const { taskId, generation } = record.assignment;
      deps.send({ t: 'accept', taskId, generation }, () => {});
    }
    switch (record.stage) {
      case 'taken':
        return inBackground('Accepting', accept(record, true));
      case 'accepted':
        return start(record);
      case 'running':
        if (!isRunning(record.assignment)) return inBackground('Reporting', interrupted(record));
        running?.again();
        return inBackground('Reporting', delivery.deliver(record.assignment));
      case 'ready':
        return inBackground('Reporting', delivery.deliver(record.assignment));
      case 'settled':
    }
  }

  const decline = (assignment: Assignment, reason: string): void => {
    log.warn(`Declined a task: ${reason}`, { taskId: assignment.taskId });
    const { taskId, generation } = assignment;
    deps.send({ t: 'decline', taskId, generation, reason: cutText(reason, 500) }, () => {});
  };

  async function take(assignment: Assignment): Promise<void> {
    if (recordOf(assignment) !== undefined) return;
    if (running !== null && !running.dropped) {
      return decline(assignment, `This agent still works on ${running.key.taskId}.`);
    }
    const executor = await deps.chooseExecutor(assignment);
    if (!executor.ok) return decline(assignment, executor.error.message);
    if (recordOf(assignment) !== undefined) return;
    const record: AttemptRecord = {
      assignment,
      takenAt: deps.clock.now(),
      stage: 'taken',
      spent: nothingSpent,
      reports: [],
      ending: null,
    };
    try {
      journal.write(record);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return decline(assignment, `This host can't keep the task on its disk: ${reason}`);
    }
    log.info('Took a task.', { taskId: assignment.taskId, generation: assignment.generation });
    await accept(record, false);
  }

  // Ends that were settled before the last stop, with only the workspace left to clear.
  for (const record of journal.records.values()) {
    if (record.stage === 'settled') inBackground('Clearing', settle(record.assignment));
  }

  return {
    holding: () =>
      [...journal.records.values()]
        .filter((record) => record.stage !== 'settled')
        .slice(0, 20)
        .map(({ assignment: { taskId, generation } }) => ({ taskId, generation })),
    welcomed({ verdicts }) {
      const dropped = new Set(verdicts.filter((one) => one.verdict === 'drop').map(keyText));
      for (const [name, record] of journal.records) {
        if (record.stage === 'settled') continue;
        if (!dropped.has(name)) resume(record);
        else if (record.stage === 'ready' && record.reports.length === 0) {
          // Its end may have been taken in with only the answer lost: the hub's answer to it says which.
          inBackground('Reporting', delivery.deliver(record.assignment));
        } else {
          log.warn('The hub does not want this attempt any more; it was dropped.', { attempt: name });
          inBackground('Clearing', settle(record.assignment));
        }
      }
    },
    assigned: (assignment) => inBackground('Taking a task', take(assignment)),
    stopped(frame) {
      if (recordOf(frame) === undefined) return;
      log.warn(`The hub stopped an attempt: ${frame.text}`, { taskId: frame.taskId, reason: frame.reason });
      inBackground('Stopping', settle(frame));
    },
    idle: () => turn,
  };
}
