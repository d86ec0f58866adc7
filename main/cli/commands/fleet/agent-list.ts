import { moneyListText } from '../../../../core/domain/fleet/money-text.ts';
import { ok } from '../../../../core/kernel/result.ts';
import { type CommandContext, readView, withEngine } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { machineClock } from '../../machine.ts';
import { tableLines } from '../../output.ts';

const age = (at: number | null): string =>
  at === null ? 'never' : `${Math.max(0, Math.round((machineClock.now() - at) / 1000))} s ago`;

export function listAgents(context: CommandContext): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const agents = await readView(client, 'agents.list', {});
    if (!agents.ok) return agents;
    const { rows } = agents.value;
    const lines = tableLines(
      [
        { title: 'Agent', most: 32 },
        { title: 'State' },
        { title: 'Heartbeat' },
        { title: 'Task', most: 40 },
        { title: 'Host', most: 24 },
        { title: 'Done today', align: 'right' },
        { title: 'Cost today', align: 'right' },
        { title: 'Id' },
      ],
      rows.map((row) => [
        row.name,
        row.stale && row.state !== 'offline' ? `${row.state} (stale)` : row.state,
        age(row.heartbeatAt),
        row.task?.title ?? '',
        row.host ?? '',
        String(row.completedToday),
        moneyListText(row.costToday),
        row.id,
      ]),
    );
    context.out.result(rows, rows.length === 0 ? ['No agents. "quarterdeck agent add" sets one up.'] : lines);
    return ok(exitCodes.ok);
  });
}
