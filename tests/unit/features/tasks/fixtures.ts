import { TaskSpec } from '../../../../core/domain/fleet/tasks/task.ts';
import { AgentId, TaskId } from '../../../../core/kernel/ids.ts';
import type { Attempt, Task } from '../../../../renderer/features/tasks/page/attempt-model.ts';
import type { QueueRow } from '../../../../renderer/features/tasks/queue/queue-model.ts';
import { testHub } from '../../../support/fleet/test-hub.ts';

export const taskId = (name: string) => TaskId.parse(`ta_${name}`);

export const queueRow = (name: string, change: Partial<QueueRow> = {}): QueueRow => ({
  id: taskId(name),
  hubId: testHub,
  title: name,
  status: 'queued',
  lane: 'normal',
  rank: 1,
  tier: 'standard',
  submittedAt: 1,
  submitter: { kind: 'person', id: 'ac_me', name: 'me' },
  agentId: null,
  agentName: null,
  generation: 0,
  retries: { used: 0, of: 2 },
  percent: null,
  note: '',
  blocked: null,
  startedAt: null,
  endedAt: null,
  endReason: null,
  error: null,
  verified: null,
  cost: [],
  unpriced: 0,
  tokens: 0,
  repositoryName: null,
  deadline: null,
  waiting: null,
  link: null,
  sample: false,
  ...change,
});

export const attempt = (change: Partial<Attempt> = {}): Attempt => ({
  generation: 1,
  agentId: AgentId.parse('ag_a'),
  agentName: 'Fair Warning',
  assignedAt: 1_000,
  acceptedAt: 1_200,
  endedAt: 61_200,
  outcome: 'completed',
  reason: null,
  error: null,
  decision: {
    because: ['it was free'],
    tier: 'standard',
    target: { kind: 'messages-api', model: 'm' },
    candidates: 1,
    fallbackFrom: null,
    score: 1,
  },
  result: { summary: '', model: null, branch: null, commit: null, pullRequest: null, verified: true },
  spent: { cost: { micros: 250_000, currency: 'USD' }, tokensIn: 100, tokensOut: 20 },
  reports: [],
  transcript: null,
  ...change,
});

export const task = (change: Partial<Task> = {}): Task => ({
  ...queueRow('one'),
  spec: TaskSpec.parse({ description: 'one' }),
  complexity: { tier: 'standard', source: 'inferred', inferred: 'standard', confidence: 0.5, reasons: [] },
  clientKey: null,
  attempts: [],
  history: [],
  waitReasons: [],
  spent: { cost: [], tokensIn: 0, tokensOut: 0, workedMs: 0 },
  dependsOn: [],
  neededBy: [],
  repository: null,
  item: null,
  proposal: null,
  ...change,
});
