import { contradictionsIn, FleetSettings } from '../../../core/domain/fleet/settings.ts';
import { readNumber } from './number-field-model.ts';

type NumberKey = {
  [Key in keyof FleetSettings]: FleetSettings[Key] extends number ? Key : never;
}[keyof FleetSettings];

export interface Timing {
  readonly key: NumberKey;
  readonly label: string;
  readonly unit: string;
  readonly explains: string;
}

/** Every number of the hub with what it decides, in the order of a task's life. */
export const timings: readonly Timing[] = [
  {
    key: 'acceptSeconds',
    label: 'Time to accept',
    unit: 's',
    explains: 'An offered task that isn’t accepted in this time goes to another agent.',
  },
  {
    key: 'heartbeatSeconds',
    label: 'Heartbeat every',
    unit: 's',
    explains: 'How often agents are asked to say that they are there.',
  },
  {
    key: 'silentSeconds',
    label: 'Silent for',
    unit: 's',
    explains: 'Without a heartbeat for this long an agent is cut off and counts as offline.',
  },
  {
    key: 'returnSeconds',
    label: 'Time to return',
    unit: 's',
    explains: 'How long a vanished agent may come back to its task before another gets it.',
  },
  {
    key: 'restartReturnSeconds',
    label: 'Time to return after a restart',
    unit: 's',
    explains:
      'The same after a restart of the hub, when the agents are still there but have to connect again.',
  },
  {
    key: 'stuckMinutes',
    label: 'Stuck after',
    unit: 'min',
    explains: 'A task that sends neither progress nor output for this long is taken away from its agent.',
  },
  {
    key: 'fallbackSeconds',
    label: 'Fall back after',
    unit: 's',
    explains: 'How long a task waits for the first kind of target of its tier before the next is tried.',
  },
  {
    key: 'retrySeconds',
    label: 'First pause before a retry',
    unit: 's',
    explains: 'Each further pause is twice as long.',
  },
  {
    key: 'retryMaxSeconds',
    label: 'Longest pause before a retry',
    unit: 's',
    explains: 'The doubling stops here.',
  },
  {
    key: 'maxReclaims',
    label: 'Reclaims before a dead letter',
    unit: 'times',
    explains: 'How often a task may lose its agent before a person has to look at it.',
  },
];

export type TimingDraft = Readonly<Partial<Record<NumberKey, string>>>;

export interface TimingRead {
  readonly problems: Readonly<Partial<Record<NumberKey, string>>>;
  /** What differs from the settings as they are; only sound values. */
  readonly changes: Partial<Record<NumberKey, number>>;
  /** True when something is to be sent and nothing is wrong. */
  readonly sendable: boolean;
}

/** What was typed against the settings as they are. */
export function readTimings(draft: TimingDraft, settings: FleetSettings): TimingRead {
  const problems: Partial<Record<NumberKey, string>> = {};
  const changes: Partial<Record<NumberKey, number>> = {};
  for (const { key, unit } of timings) {
    const text = draft[key];
    if (text === undefined) continue;
    const { value, problem } = readNumber(text, FleetSettings.shape[key], unit);
    if (problem !== null) problems[key] = problem;
    else if (value !== null && value !== settings[key]) changes[key] = value;
  }
  const isChange = Object.keys(changes).length > 0;
  const wrong = isChange ? contradictionsIn({ ...settings, ...changes }) : [];
  for (const { field, text } of wrong) problems[field] ??= text;
  const sendable = Object.keys(problems).length === 0 && isChange;
  return { problems, changes, sendable };
}
