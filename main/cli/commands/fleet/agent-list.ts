import { costText } from '../../../../core/domain/fleet/money/money-text.ts';
import { ok } from '../../../../core/kernel/result.ts';
import { machineClock } from '../../../../node/machine.ts';
import { hubsKnown } from '../../agents/hubs-known.ts';
import { type CommandContext, readView, withEngine } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { tableLines } from '../../output.ts';

/** Whole units, the largest that fits: 12 s, 5 min, 3 h, 2 d. */
function age(at: number | null): string {
  if (at === null) return 'never';
  const seconds = Math.max(0, Math.round((machineClock.now() - at) / 1000));
  if (seconds < 120) return `${seconds} s ago`;
  if (seconds < 7_200) return `${Math.floor(seconds / 60)} min ago`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3_600)} h ago` : `${Math.floor(seconds / 86_400)} d ago`;
}

export function listAgents(context: CommandContext): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const agents = await readView(client, 'agents.list', {});
    if (!agents.ok) return agents;
    const hubs = await hubsKnown(client);
    if (!hubs.ok) return hubs;
    const { areSeveral, nameOf } = hubs.value;
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
        ...(areSeveral ? [{ title: 'Hub', most: 24 }] : []),
        { title: 'Id' },
      ],
      rows.map((row) => [
        row.name,
        row.stale && row.state !== 'offline' ? `${row.state} (stale)` : row.state,
        age(row.heartbeatAt),
        row.task?.title ?? '',
        row.host ?? '',
        String(row.completedToday),
        costText(row.costToday, row.unpricedToday),
        ...(areSeveral ? [nameOf(row.hubId)] : []),
        row.id,
      ]),
    );
    context.out.result(rows, rows.length === 0 ? ['No agents. "quarterdeck agent add" sets one up.'] : lines);
    return ok(exitCodes.ok);
  });
}
