import { type Command, Option } from 'commander';
import { ConflictId } from '../../../core/kernel/ids.ts';
import { fail, ok } from '../../../core/kernel/result.ts';
import type { Act } from '../act.ts';
import { type CommandContext, done, readView, withEngine } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { tableLines } from '../output.ts';
import { takeInFiles } from './tracker-items.ts';

/** `quarterdeck conflict …` */
export function registerConflict(program: Command, act: Act): void {
  const conflict = program.command('conflict').description('fields changed here and outside at once');
  conflict
    .command('list')
    .description('open conflicts, with both values')
    .action((_options: object, command: Command) => act(command, listConflicts));
  conflict
    .command('resolve')
    .description('choose the value the file keeps')
    .argument('<id>')
    .addOption(
      new Option('--keep <side>', 'whose value stands').choices(['mine', 'theirs']).makeOptionMandatory(),
    )
    .action((id: string, options: { keep: 'mine' | 'theirs' }, command: Command) =>
      act(command, (context) => resolveConflict(context, id, options.keep)),
    );
}

function listConflicts(context: CommandContext): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const taken = await takeInFiles(context, client, null);
    if (!taken.ok) return taken;
    const conflicts = await readView(client, 'conflicts.list', { trackerId: null, resolved: false });
    if (!conflicts.ok) return conflicts;
    const { rows } = conflicts.value;
    const lines = tableLines(
      [
        { title: 'Item', most: 44 },
        { title: 'Field' },
        { title: 'Mine', most: 30 },
        { title: 'Theirs', most: 30 },
        { title: 'Now', most: 30 },
        { title: 'Tracker', most: 30 },
        { title: 'Id' },
      ],
      rows.map((row) => [
        row.title,
        row.field,
        row.mine.value ?? '(none)',
        row.theirs.value ?? '(none)',
        row.current ?? '(neither)',
        row.trackerName,
        row.id,
      ]),
    );
    context.out.result(rows, rows.length === 0 ? ['No conflicts.'] : lines);
    return ok(exitCodes.ok);
  });
}

function resolveConflict(context: CommandContext, id: string, keep: 'mine' | 'theirs'): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const conflictId = ConflictId.safeParse(id);
    if (!conflictId.success) return fail('conflict.not-found', `There is no conflict ${id}.`);
    const answer = await client.call('conflicts.resolve', { conflictId: conflictId.data, keep });
    if (!answer.ok) return answer;
    context.out.result(answer.value, [answer.value.summary]);
    return done;
  });
}
