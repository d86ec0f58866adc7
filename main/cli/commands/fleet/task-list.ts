import type { OutputOf } from '../../../../core/contract/index.ts';
import type { WireClient } from '../../../../core/contract/transport/client.ts';
import { costText } from '../../../../core/domain/fleet/money/money-text.ts';
import { TaskStatus } from '../../../../core/domain/fleet/tasks/task.ts';
import { type HubId, TaskId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { hubsKnown } from '../../agents/hubs-known.ts';
import { type CommandContext, readView, withEngine } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { tableLines } from '../../output.ts';
import { readTime } from './task-options.ts';

/** As many as one look or one request takes. */
export const maxWindow = 500;

const listed = (
  client: WireClient,
  status: TaskStatus | null,
  window: { readonly start: number; readonly limit: number },
  hubId: HubId | null = null,
) =>
  readView(client, 'tasks.list', { filter: { hubId, statuses: status === null ? null : [status] }, window });

export function listTasks(context: CommandContext, status: string | null, limit: number): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const wanted = status === null ? null : TaskStatus.parse(status);
    const tasks = await listed(client, wanted, { start: 0, limit });
    if (!tasks.ok) return tasks;
    const hubs = await hubsKnown(client);
    if (!hubs.ok) return hubs;
    const { areSeveral, nameOf } = hubs.value;
    const { rows, extra } = tasks.value;
    const lines = tableLines(
      [
        { title: 'Id' },
        { title: 'Status' },
        { title: 'Lane' },
        { title: 'Agent', most: 24 },
        { title: 'Tries', align: 'right' },
        { title: 'Cost', align: 'right' },
        { title: 'Task', most: 50 },
        { title: 'Note', most: 50 },
        ...(areSeveral ? [{ title: 'Hub', most: 24 }] : []),
      ],
      rows.map((row) => [
        row.id,
        row.status,
        row.lane,
        row.agentName ?? '',
        String(row.generation),
        costText(row.cost, row.unpriced),
        row.title,
        row.error ?? row.waiting?.text ?? row.blocked ?? (row.endedAt === null ? row.note : ''),
        ...(areSeveral ? [nameOf(row.hubId)] : []),
      ]),
    );
    const left = extra.total - rows.length;
    const how = limit < maxWindow ? '--limit shows more' : '--status narrows the list';
    const more = left > 0 ? [`${left} more are not shown: ${how}.`] : [];
    const none =
      wanted === 'dead-letter' ? 'No dead letters.' : 'No tasks. "quarterdeck task add" submits one.';
    context.out.result(rows, rows.length === 0 ? [none] : [...lines, ...more]);
    return ok(exitCodes.ok);
  });
}

type Answered = OutputOf<'tasks.requeue'>;

/** What dead letters get with their next try; `deadline` is a time, or "none". */
export interface RequeueOptions {
  readonly deadline?: string;
}

function readDeadline({ deadline }: RequeueOptions): Result<{ deadline?: number | null }> {
  if (deadline === undefined) return ok({});
  if (deadline === 'none') return ok({ deadline: null });
  const at = readTime(deadline);
  return at.ok ? ok({ deadline: at.value }) : at;
}

/** Cancels or requeues; says for each task that could not be why. */
export function endTasks(
  context: CommandContext,
  call: 'tasks.cancel' | 'tasks.requeue',
  ids: readonly string[],
  options: RequeueOptions = {},
): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const deadline = readDeadline(options);
    if (!deadline.ok) return deadline;
    const taskIds: TaskId[] = [];
    for (const text of ids) {
      const id = TaskId.safeParse(text);
      if (!id.success)
        return fail('task.not-found', `There is no task ${text}. Nothing was changed.`, { id: text });
      taskIds.push(id.data);
    }
    if (taskIds.length === 0 || taskIds.length > maxWindow)
      return fail(
        'value.not-allowed',
        `Name 1 to ${maxWindow} tasks by id, or say --all. Nothing was changed.`,
      );
    const answer = await client.call(call, { taskIds, ...deadline.value });
    if (!answer.ok) return answer;
    const { done, refused } = answer.value;
    const [first] = refused;
    if (done === 0 && first !== undefined && refused.length === 1) return fail(first.code, first.message);
    return ok(report(context, call === 'tasks.cancel' ? 'Cancelled' : 'Requeued', answer.value));
  });
}

/** Every dead letter of the hub on this device, in as many requests as that takes; each is asked for once. */
export function requeueAll(context: CommandContext, options: RequeueOptions): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const deadline = readDeadline(options);
    if (!deadline.ok) return deadline;
    const hubs = await hubsKnown(client);
    if (!hubs.ok) return hubs;
    // All of them first: what is requeued leaves the list, and may be back in it a moment later.
    const ids = new Set<TaskId>();
    for (let start = 0; ; start += maxWindow) {
      const letters = await listed(client, 'dead-letter', { start, limit: maxWindow }, hubs.value.here);
      if (!letters.ok) return letters;
      for (const { id } of letters.value.rows) ids.add(id);
      if (letters.value.rows.length < maxWindow) break;
    }
    const all: Answered = { done: 0, waiting: [], refused: [] };
    for (const taskIds of chunks([...ids], maxWindow)) {
      const answer = await client.call('tasks.requeue', { taskIds, ...deadline.value });
      if (!answer.ok) return answer;
      all.done += answer.value.done;
      all.waiting.push(...answer.value.waiting);
      all.refused.push(...answer.value.refused);
    }
    return ok(report(context, 'Requeued', all));
  });
}

const chunks = <Value>(values: readonly Value[], size: number): Value[][] =>
  Array.from({ length: Math.ceil(values.length / size) }, (_, n) => values.slice(n * size, (n + 1) * size));

function report({ out }: CommandContext, verb: string, answer: Answered): ExitCode {
  const { done, waiting, refused } = answer;
  out.result(
    answer,
    done + waiting.length + refused.length === 0
      ? ['No dead letters: nothing to do.']
      : [
          `${verb}: ${done}.`,
          ...waiting.map((id) => `${id}: not confirmed by the hub yet; it is kept and sent again by itself.`),
          ...refused.map((one) => `${one.taskId}: ${one.message} (${one.code})`),
        ],
  );
  if (refused.length === 0 && waiting.length > 0) return exitCodes.unavailable;
  return refused.length === 0 ? exitCodes.ok : exitCodes.refused;
}
