import { ok } from '../../../core/kernel/result.ts';
import { type CommandContext, readView, withEngine } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { tableLines } from '../output.ts';
import { takeInFiles } from './tracker-items.ts';

export function listTrackers(context: CommandContext): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const taken = await takeInFiles(context, client, null);
    if (!taken.ok) return taken;
    const trackers = await readView(client, 'trackers.list', {});
    if (!trackers.ok) return trackers;
    const { rows } = trackers.value;
    const lines = tableLines(
      [
        { title: 'Tracker', most: 44 },
        { title: 'Done', align: 'right' },
        { title: 'Unknown', align: 'right' },
        { title: 'Blocked', align: 'right' },
        { title: 'Next due' },
        { title: 'Findings', align: 'right' },
        { title: 'File' },
        { title: 'Id' },
      ],
      rows.map((row) => [
        row.name,
        `${row.done}/${row.total}${row.stale === null ? '' : ' stale'}`,
        String(row.counts.unknown),
        String(row.blocked),
        row.nextDue?.date ?? '',
        String(row.findings.info + row.findings.warning + row.findings.high),
        row.fileState === 'in-step' ? (row.path ?? '') : row.fileState,
        row.id,
      ]),
    );
    context.out.result(
      rows,
      rows.length === 0 ? ['No trackers yet. Add some with "quarterdeck tracker import FILE".'] : lines,
    );
    return ok(exitCodes.ok);
  });
}
