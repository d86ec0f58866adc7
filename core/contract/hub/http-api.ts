import { z } from 'zod';
import { NewDeadline } from '../../domain/fleet/decide/deliverable-command.ts';
import { AgentRow } from '../../domain/fleet/rows/agent-rows.ts';
import { TaskDetail, TaskRow } from '../../domain/fleet/rows/task-rows.ts';
import { RateLimits, type RateTier } from '../../domain/fleet/settings.ts';
import { Lane, TaskSpec, TaskStatus } from '../../domain/fleet/tasks/task.ts';
import { TaskId } from '../../kernel/ids.ts';

/** Who may call: anybody who reaches the port, a token that may submit, or one that may administer. */
export type HttpScope = 'open' | 'submit' | 'admin';

export interface HttpEntry<
  Params extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `:name` parts and the query string are validated together by `params`. */
  readonly path: string;
  readonly scope: HttpScope;
  readonly tier: RateTier;
  readonly about: string;
  readonly params: Params;
  readonly body: Body;
  readonly answer: Answer;
}

const entry = <Params extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType>(
  made: HttpEntry<Params, Body, Answer>,
): HttpEntry<Params, Body, Answer> => made;

const none = z.object({});
const id = z.object({ id: TaskId });

/** Every refusal: what is wrong in words, by a code, with the fields it is about. */
export const HttpFailure = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    retryAfterMs: z.number().int().nonnegative().optional(),
  }),
});

/** The hub's HTTP interface for tools, one entry per endpoint. */
export const httpApi = {
  health: entry({
    method: 'GET',
    path: '/api/health',
    scope: 'open',
    tier: 'light',
    about: 'Whether the hub answers, and how many agents are connected.',
    params: none,
    body: none,
    answer: z.object({
      status: z.literal('ok'),
      version: z.string(),
      protocol: z.number().int(),
      agentsConnected: z.number().int(),
    }),
  }),
  submit: entry({
    method: 'POST',
    path: '/api/tasks',
    scope: 'submit',
    tier: 'heavy',
    about: 'Submits a task. The same `clientKey` from the same token gives the same task again.',
    params: none,
    body: z.object({ clientKey: z.string().min(1).max(200).nullable().default(null), task: TaskSpec }),
    answer: z.object({ taskId: TaskId, created: z.boolean() }),
  }),
  tasks: entry({
    method: 'GET',
    path: '/api/tasks',
    scope: 'submit',
    tier: 'light',
    about: 'Tasks, newest first, a page at a time.',
    params: z.object({
      status: TaskStatus.optional(),
      before: TaskId.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    body: none,
    answer: z.object({ tasks: z.array(TaskRow), next: TaskId.nullable() }),
  }),
  task: entry({
    method: 'GET',
    path: '/api/tasks/:id',
    scope: 'submit',
    tier: 'normal',
    about: 'One task with its attempts, reports and costs.',
    params: id,
    body: none,
    answer: TaskDetail,
  }),
  cancel: entry({
    method: 'POST',
    path: '/api/tasks/:id/cancel',
    scope: 'submit',
    tier: 'normal',
    about: 'Cancels a task; its history stays.',
    params: id,
    body: none,
    answer: z.object({ status: TaskStatus }),
  }),
  requeue: entry({
    method: 'POST',
    path: '/api/tasks/:id/requeue',
    scope: 'submit',
    tier: 'normal',
    about:
      'Puts a dead letter back into the queue with its retries renewed; `deadline` replaces its own, null removes it.',
    params: id,
    body: z.object({ deadline: NewDeadline }),
    answer: z.object({ status: TaskStatus }),
  }),
  rank: entry({
    method: 'PUT',
    path: '/api/tasks/:id/lane',
    scope: 'submit',
    tier: 'normal',
    about: 'Moves a waiting task to the end of a lane, or before another task of it.',
    params: id,
    body: z.object({ lane: Lane, before: TaskId.nullable().default(null) }),
    answer: z.object({ lane: Lane }),
  }),
  agents: entry({
    method: 'GET',
    path: '/api/agents',
    scope: 'submit',
    tier: 'light',
    about: 'Every agent with its state, its task and the age of its heartbeat.',
    params: none,
    body: none,
    answer: z.object({ agents: z.array(AgentRow) }),
  }),
  metrics: entry({
    method: 'GET',
    path: '/api/metrics',
    scope: 'submit',
    tier: 'light',
    about: 'The latest sample of every metric.',
    params: none,
    body: none,
    answer: z.object({
      at: z.number().int().nullable(),
      values: z.record(z.string(), z.number().nullable()),
    }),
  }),
  limits: entry({
    method: 'PUT',
    path: '/api/limits/:client',
    scope: 'admin',
    tier: 'normal',
    about: 'Overrides the requests per minute of one token, or of all with `*`; null lifts it.',
    params: z.object({ client: z.string().min(1).max(100) }),
    body: z.object({ limits: RateLimits.nullable() }),
    answer: z.object({ limits: RateLimits }),
  }),
} as const;

export type HttpApi = typeof httpApi;
export type HttpName = keyof HttpApi;
