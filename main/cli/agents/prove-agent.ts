import type { WireClient } from '../../../core/contract/transport/client.ts';
import { isEnded } from '../../../core/domain/fleet/tasks/task.ts';
import type { AgentId } from '../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import { readView } from '../context.ts';
import type { StartedSidecar } from './start-sidecar.ts';
import { waitForRow } from './wait-for-row.ts';

const connectTimeout = 30_000;
const workTimeout = 90_000;

/**
 * The agent connects and carries out a small real task, all the way through the queue. `child` is null where something
 * else keeps its sidecar running.
 */
export async function proveAgent(
  client: WireClient,
  agent: { readonly agentId: AgentId; readonly name: string },
  child: StartedSidecar | null,
  notify: (line: string) => void,
): Promise<Result<null>> {
  const { agentId, name } = agent;
  const connected = await waitForRow(client, 'agents.one', { agentId }, (row) => row.connected, {
    ms: connectTimeout,
    ...(child === null ? {} : { until: child.ended }),
  });
  if (!connected) {
    const errorOutput = child?.errorOutput() ?? '';
    const why = errorOutput === '' ? '' : ` Its sidecar said: ${errorOutput}`;
    const text = `${name} is set up but did not connect.${why} Run the same command again to go on.`;
    return fail('agent.offline', text, { name }, true);
  }
  notify(`${name} is connected; sending it a test task.`);
  const test = await client.call('agents.verify', { agentId });
  if (!test.ok) return test;
  const { taskId } = test.value;
  await waitForRow(client, 'tasks.one', { taskId }, (row) => isEnded(row.status), {
    ms: workTimeout,
    ...(child === null ? {} : { until: child.ended }),
  });
  const found = await readView(client, 'tasks.one', { taskId });
  const task = found.ok ? found.value.rows[0] : undefined;
  if (task?.status === 'completed') {
    notify('The test task was carried out and verified.');
    return ok(null);
  }
  // The next try sends one of its own.
  if (task === undefined || !isEnded(task.status)) await client.call('tasks.cancel', { taskIds: [taskId] });
  const why = (task?.error ?? task?.waiting?.text ?? 'it did not end in time').replace(/\.$/, '');
  const text = `${name} is connected, but its test task ${taskId} was not completed: ${why}. Run the same command again to go on.`;
  return fail('agent.not-verified', text, { taskId }, true);
}
