import type { WireClient } from '../../../../core/contract/client.ts';
import { moneyListText } from '../../../../core/domain/fleet/money-text.ts';
import { TaskStatus } from '../../../../core/domain/fleet/task.ts';
import { TaskId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { type CommandContext, readView, withEngine } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { tableLines } from '../../output.ts';

const largestWindow = 500;

const listed = (client: WireClient, status: TaskStatus | null, limit: number) =>
  readView(client, 'tasks.list', {
    filter: { statuses: status === null ? null : [status] },
    window: { start: 0, limit: Math.min(largestWindow, Math.max(1, limit)) },
  });

export function listTasks(context: CommandContext, status: string | null, limit: number): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const wanted = status === null ? null : TaskStatus.parse(status);
    const tasks = await listed(client, wanted, Number.isNaN(limit) ? largestWindow : limit);
    if (!tasks.ok) return tasks;
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
      ],
      rows.map((row) => [
        row.id,
        row.status,
        row.lane,
        row.agentName ?? '',
        String(row.generation),
        moneyListText(row.cost),
        row.title,
        row.error ?? row.waiting?.text ?? row.blocked ?? row.note,
      ]),
    );
    const more = extra.total > rows.length ? [`${extra.total - rows.length} more: --limit shows them.`] : [];
    const none =
      wanted === 'dead-letter' ? 'No dead letters.' : 'No tasks. "quarterdeck task add" submits one.';
    context.out.result(rows, rows.length === 0 ? [none] : [...lines, ...more]);
    return ok(exitCodes.ok);
  });
}

/** Cancels or requeues; says for each task that could not be why. */
export function endTasks(
  context: CommandContext,
  call: 'tasks.cancel' | 'tasks.requeue',
  ids: readonly string[] | 'all',
): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const taskIds = await named(client, ids);
    if (!taskIds.ok) return taskIds;
    if (taskIds.value.length === 0) {
      context.out.result({ done: 0, refused: [] }, ['No dead letters: nothing to do.']);
      return ok(exitCodes.ok);
    }
    const answer = await client.call(call, { taskIds: [...taskIds.value] });
    if (!answer.ok) return answer;
    const { done, refused } = answer.value;
    const [first] = refused;
    if (done === 0 && first !== undefined && refused.length === 1) return fail(first.code, first.message);
    context.out.result(answer.value, [
      `${call === 'tasks.cancel' ? 'Cancelled' : 'Requeued'}: ${done}.`,
      ...refused.map((one) => `${one.taskId}: ${one.message} (${one.code})`),
    ]);
    return ok(refused.length === 0 ? exitCodes.ok : exitCodes.refused);
  });
}

async function named(client: WireClient, ids: readonly string[] | 'all'): Promise<Result<readonly TaskId[]>> {
  if (ids === 'all') {
    const letters = await listed(client, 'dead-letter', largestWindow);
    return letters.ok ? ok(letters.value.rows.map((row) => row.id)) : letters;
  }
  const taskIds: TaskId[] = [];
  for (const text of ids) {
    const id = TaskId.safeParse(text);
    if (!id.success)
      return fail('task.not-found', `There is no task ${text}. Nothing was changed.`, { id: text });
    taskIds.push(id.data);
  }
  return taskIds.length > 0
    ? ok(taskIds)
    : fail('value.not-allowed', 'Name tasks by id, or say --all. Nothing was changed.');
}
