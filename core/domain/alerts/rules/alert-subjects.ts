import type { ExpressionType, Scope } from '../../expression/syntax.ts';

const text: ExpressionType = { is: 'text' };
const number: ExpressionType = { is: 'number' };
const boolean: ExpressionType = { is: 'boolean' };
const duration: ExpressionType = { is: 'duration' };
const date: ExpressionType = { is: 'date' };

/**
 * What rules are about. Each subject of a kind is judged by itself: its `labels` tell its alert from those of others, and
 * `names` is what a rule's conditions and sentences may ask of it.
 */
export const SUBJECTS = {
  hub: {
    title: 'A hub',
    labels: ['hub'],
    names: {
      hub: text,
      /** It is reached, or runs here and listens. */
      up: boolean,
      agents: number,
      connected: number,
      queued: number,
      running: number,
      /** How often in a row the queue was longer than ten seconds before. */
      increases: number,
      /** Of tasks that ended in the last hour. */
      finished: number,
      failed: number,
      failureRate: number,
      /** Until a task that could be done got an agent: the slowest twentieth, at its worst in the last ten minutes. */
      toAgent: duration,
      deadLetters: number,
    },
  },
  agent: {
    title: 'An agent',
    labels: ['hub', 'agent'],
    names: {
      hub: text,
      agent: text,
      connected: boolean,
      silent: duration,
      /** Tasks that only it may do, or that it holds. */
      waiting: number,
    },
  },
  task: {
    title: 'A task that has not ended',
    labels: ['hub', 'task'],
    names: {
      hub: text,
      task: text,
      title: text,
      agent: text,
      status: text,
      /** Since the last sign of life of its attempt; none while it waits. */
      silent: duration,
      /** Since it was put into the queue; none once it has begun. */
      waits: duration,
      blocked: text,
      /** Share of its budget that is used, from 0; none without one, or where a cost is unknown. */
      budgetUsed: number,
    },
  },
  item: {
    title: 'An open item that is due within a week, or was',
    labels: ['tracker', 'item'],
    names: {
      tracker: text,
      item: text,
      title: text,
      status: text,
      state: text,
      due: date,
      /** Days since it was due; negative before. */
      late: number,
    },
  },
  'sign-off': {
    title: 'A sign-off that was complete',
    labels: ['tracker', 'item'],
    names: { tracker: text, item: text, title: text, stale: boolean, why: text },
  },
  gate: {
    title: 'A gate that was run',
    labels: ['gate'],
    names: { gate: text, title: text, decision: text, before: text, failed: number },
  },
  app: {
    title: 'This program',
    labels: [],
    names: {
      /** Bytes in millions. */
      diskFree: number,
      databaseSize: number,
      writable: boolean,
    },
  },
} as const satisfies Readonly<
  Record<string, { readonly title: string; readonly labels: readonly string[]; readonly names: Scope }>
>;

export const subjectKinds = [
  'hub',
  'agent',
  'task',
  'item',
  'sign-off',
  'gate',
  'app',
] as const satisfies readonly (keyof typeof SUBJECTS)[];
export type SubjectKind = keyof typeof SUBJECTS;
