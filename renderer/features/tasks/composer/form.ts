import { z } from 'zod';
import type { TaskSpec, VerificationStep } from '../../../../core/domain/fleet/tasks/task.ts';
import { Lane, Tier } from '../../../../core/domain/fleet/tasks/task.ts';
import { AgentId, ItemId, RepositoryId, TaskId, TrackerId } from '../../../../core/kernel/ids.ts';
import { localMinute } from '../../../domains/fleet/local-minute.ts';

const Step = z.object({
  type: z.enum(['file_exists', 'test_passes', 'git_clean', 'command_succeeds']),
  /** The path or the command, where the type has one. */
  text: z.string(),
});
export type Step = z.infer<typeof Step>;
export type StepType = Step['type'];

/** The composer's fields as they are typed; `readForm` turns them into a task. */
export const TaskForm = z.object({
  description: z.string(),
  kind: z.enum(['prompt', 'shell']),
  command: z.string(),
  contextFiles: z.array(z.object({ path: z.string(), note: z.string() })),
  notes: z.string(),
  /** One criterion a line. */
  criteria: z.string(),
  steps: z.array(Step),
  verificationSeconds: z.string(),
  fixAttempts: z.string(),
  capabilities: z.string(),
  repositoryId: RepositoryId.nullable(),
  tier: Tier.nullable(),
  lane: Lane,
  retries: z.string(),
  dependsOn: z.array(z.object({ id: TaskId, title: z.string() })),
  /** `2026-02-16T14:30`, of this machine's zone; empty for none. */
  deadline: z.string(),
  money: z.string(),
  currency: z.string(),
  tokens: z.string(),
  minutes: z.string(),
  agentId: AgentId.nullable(),
  link: z
    .object({
      trackerId: TrackerId,
      itemId: ItemId,
      title: z.string(),
      trackerName: z.string(),
      statuses: z.array(z.string()),
      statusWhenDone: z.string().nullable(),
    })
    .nullable(),
  metadata: z.record(z.string(), z.string()),
});
export type TaskForm = z.infer<typeof TaskForm>;

export const emptyForm: TaskForm = {
  description: '',
  kind: 'prompt',
  command: '',
  contextFiles: [],
  notes: '',
  criteria: '',
  steps: [],
  verificationSeconds: '120',
  fixAttempts: '2',
  capabilities: '',
  repositoryId: null,
  tier: null,
  lane: 'normal',
  retries: '2',
  dependsOn: [],
  deadline: '',
  money: '',
  currency: 'USD',
  tokens: '',
  minutes: '',
  agentId: null,
  link: null,
  metadata: {},
};

/** Whether two forms say the same, in whatever order their fields were put together. */
export function sameForm(one: TaskForm, other: TaskForm): boolean {
  return JSON.stringify(TaskForm.parse(one)) === JSON.stringify(TaskForm.parse(other));
}

const stepText = (step: VerificationStep): string => {
  switch (step.type) {
    case 'file_exists':
      return step.path;
    case 'test_passes':
      return step.command ?? '';
    case 'command_succeeds':
      return step.command;
    case 'git_clean':
      return '';
    default:
      return '';
  }
};

/** Millionths as a person types money: "1.5", never "1.500000". */
const typedMoney = (micros: number): string => String(micros / 1_000_000);

interface Titles {
  readonly dependencies?: readonly { readonly id: TaskId; readonly title: string }[];
  readonly link?: Pick<NonNullable<TaskForm['link']>, 'title' | 'trackerName' | 'statuses'>;
}

/** The fields a task was, or would have been, made with. Titles of what it names come from outside. */
export function formOf(spec: TaskSpec, titles: Titles = {}): TaskForm {
  const { budget, link } = spec;
  return {
    description: spec.description,
    kind: spec.work.kind,
    command: spec.work.kind === 'shell' ? spec.work.command : '',
    contextFiles: spec.contextFiles.map((file) => ({ path: file.path, note: file.note })),
    notes: spec.notes,
    criteria: spec.successCriteria.join('\n'),
    steps: spec.verification.map((step) => ({ type: step.type, text: stepText(step) })),
    verificationSeconds: String(spec.verificationSeconds),
    fixAttempts: String(spec.fixAttempts),
    capabilities: spec.capabilities.join(', '),
    repositoryId: spec.repositoryId,
    tier: spec.tier,
    lane: spec.lane,
    retries: String(spec.retries),
    dependsOn: spec.dependsOn.map((id) => ({
      id,
      title: titles.dependencies?.find((one) => one.id === id)?.title ?? id,
    })),
    deadline: spec.deadline === null ? '' : localMinute(spec.deadline),
    money: budget?.money == null ? '' : typedMoney(budget.money.micros),
    currency: budget?.money?.currency ?? 'USD',
    tokens: budget?.tokens == null ? '' : String(budget.tokens),
    minutes: budget?.minutes == null ? '' : String(budget.minutes),
    agentId: spec.agentId,
    link:
      link === null
        ? null
        : {
            trackerId: link.trackerId,
            itemId: link.itemId,
            statusWhenDone: link.statusWhenDone,
            title: titles.link?.title ?? link.itemId,
            trackerName: titles.link?.trackerName ?? '',
            statuses: [
              ...(titles.link?.statuses ?? (link.statusWhenDone === null ? [] : [link.statusWhenDone])),
            ],
          },
    metadata: { ...spec.metadata },
  };
}
