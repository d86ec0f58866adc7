import type { OutputOf } from '../../../../core/contract/index.ts';
import type { WireClient } from '../../../../core/contract/transport/client.ts';
import { costText } from '../../../../core/domain/fleet/money/money-text.ts';
import { TaskStatus } from '../../../../core/domain/fleet/tasks/task.ts';
import { type HubId, TaskId } from '../../../../core/kernel/ids.ts';
import { fail, ok } from '../../../../core/kernel/result.ts';
import { hubsKnown } from '../../agents/hubs-known.ts';
import { type CommandContext, readView, withEngine } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { tableLines } from '../../output.ts';

/** As many as one look or one request takes. */
export const maxWindow = 500;

const listed = (client: WireClient, status: TaskStatus | null, limit: number, hubId: HubId | null = null) =>
  readView(client, 'tasks.list', {
    filter: { hubId, statuses: status === null ? null : [status] },
    window: { start: 0, limit },
  });

export function listTasks(context: CommandContext, status: string | null, limit: number): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const wanted = status === null ? null : TaskStatus.parse(status);
    const tasks = await listed(client, wanted, limit);
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

/** Cancels or requeues; says for each task that could not be why. */
export function endTasks(
  context: CommandContext,
  call: 'tasks.cancel' | 'tasks.requeue',
  ids: readonly string[],
): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
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
    const answer = await client.call(call, { taskIds });
    if (!answer.ok) return answer;
    const { done, refused } = answer.value;
    const [first] = refused;
    if (done === 0 && first !== undefined && refused.length === 1) return fail(first.code, first.message);
    return ok(report(context, call === 'tasks.cancel' ? 'Cancelled' : 'Requeued', answer.value));
  });
}

/** Every dead letter of the hub on this device, in as many requests as that takes. */
export function requeueAll(context: CommandContext): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const hubs = await hubsKnown(client);
    if (!hubs.ok) return hubs;
    const all: Answered = { done: 0, waiting: [], refused: [] };
    for (;;) {
      const letters = await listed(client, 'dead-letter', maxWindow, hubs.value.here);
      if (!letters.ok) return letters;
      const taskIds = letters.value.rows.map((row) => row.id);
      const answer = taskIds.length === 0 ? null : await client.call('tasks.requeue', { taskIds });
      if (answer?.ok === false) return answer;
      all.done += answer?.value.done ?? 0;
      all.waiting = answer?.value.waiting ?? [];
      all.refused = answer?.value.refused ?? [];
      // Those requeued are gone from the list; nothing moved means that the rest won't either.
      if (answer === null || answer.value.done === 0 || taskIds.length < maxWindow) break;
    }
    return ok(report(context, 'Requeued', all));
  });
}

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
