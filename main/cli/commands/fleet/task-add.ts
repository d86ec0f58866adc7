import { text as readAll } from 'node:stream/consumers';
import type { WireClient } from '../../../../core/contract/transport/client.ts';
import { TaskSpec, type TaskSpecInput } from '../../../../core/domain/fleet/tasks/task.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { agentsHere } from '../../agents/hubs-known.ts';
import { type CommandContext, done, readView, withEngine } from '../../context.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { resolveNames } from '../tracker-items.ts';
import { type AddOptions, problemsOf, readTask } from './task-options.ts';

export async function addTask(
  context: CommandContext,
  description: string,
  options: AddOptions,
): Promise<ExitCode> {
  const what = description === '-' ? (await readAll(process.stdin)).trim() : description;
  return withEngine(context, { create: true }, async (client) => {
    const link = await findLink(client, options);
    if (!link.ok) return link;
    const agents = options.agent === undefined ? null : await agentsHere(client);
    if (agents !== null && !agents.ok) return agents;
    const repositories =
      options.repository === undefined ? null : await readView(client, 'repositories.list', {});
    if (repositories !== null && !repositories.ok) return repositories;
    const raw = readTask(what, options, {
      agents: agents?.value ?? [],
      repositories: repositories?.value.rows ?? [],
      link: link.value,
    });
    if (!raw.ok) return raw;
    const task = TaskSpec.safeParse(raw.value);
    if (!task.success) {
      const problems = problemsOf(task.error);
      return fail('value.not-allowed', `Nothing was submitted. ${problems.join('; ')}.`, { problems });
    }
    const answer = await client.call('tasks.submit', { task: task.data, clientKey: options.key ?? null });
    if (!answer.ok) return answer;
    const { taskId, created } = answer.value;
    context.out.result(answer.value, [
      created ? `Submitted ${taskId}.` : `Submitted before under this key: ${taskId}.`,
    ]);
    return done;
  });
}

async function findLink(client: WireClient, options: AddOptions): Promise<Result<TaskSpecInput['link']>> {
  const { tracker, item, status } = options;
  if (item === undefined && (tracker !== undefined || status !== undefined))
    return fail('value.not-allowed', '--tracker and --status are about an --item. Nothing was submitted.');
  if (item === undefined) return ok(null);
  if (tracker === undefined)
    return fail('value.not-allowed', 'Name the tracker of --item with --tracker. Nothing was submitted.');
  const found = await resolveNames(client, tracker, item);
  if (!found.ok) return found;
  const { trackerId, itemId } = found.value;
  if (itemId === null)
    return fail('item.not-found', `There is no item ${item} in ${tracker}. Nothing was submitted.`);
  return ok({ trackerId, itemId, statusWhenDone: status ?? null });
}
