import type { Command } from 'commander';
import { ExportFormat } from '../../../core/contract/trackers.ts';
import type { Act } from '../act.ts';
import { checkFiles } from './tracker-check.ts';
import { exportTracker } from './tracker-export.ts';
import { importTrackers } from './tracker-import.ts';
import { listTrackers } from './tracker-list.ts';
import { relinkTracker } from './tracker-relink.ts';
import { setField } from './tracker-set.ts';
import { showTracker } from './tracker-show.ts';

/** `quarterdeck tracker …` */
export function registerTracker(program: Command, act: Act): void {
  const tracker = program.command('tracker').description('the Markdown trackers of the workspace');

  tracker
    .command('import')
    .description('take files, folders or globs in as trackers; the files stay where they are')
    .argument('<file...>')
    .option('--dry-run', 'only say what would be recognised')
    .option('--profile <id>', 'read all of them by this profile')
    .action((files: string[], options: { dryRun?: boolean; profile?: string }, command: Command) =>
      act(command, (context) =>
        importTrackers(context, files, { dryRun: options.dryRun ?? false, profile: options.profile ?? null }),
      ),
    );

  tracker
    .command('list')
    .description('every tracker with its progress')
    .action((_options: object, command: Command) => act(command, listTrackers));

  tracker
    .command('show')
    .description('a tracker, or one of its items; by name, id, address or key')
    .argument('<tracker>')
    .argument('[item]')
    .action((name: string, item: string | undefined, _options: object, command: Command) =>
      act(command, (context) => showTracker(context, name, item ?? null)),
    );

  tracker
    .command('set')
    .description('change one field of one item, in the file')
    .argument('<tracker>')
    .argument('<item>')
    .argument('<field>')
    .argument('<value>')
    .action((name: string, item: string, field: string, value: string, _options: object, command: Command) =>
      act(command, (context) => setField(context, { tracker: name, item, field, value })),
    );

  tracker
    .command('relink')
    .description(
      'take another file for the file of a tracker, which moved or was renamed; ids and history stay',
    )
    .argument('<tracker>')
    .argument('<file>')
    .option('--dry-run', 'only say how alike they are')
    .action((name: string, file: string, options: { dryRun?: boolean }, command: Command) =>
      act(command, (context) => relinkTracker(context, name, file, options.dryRun ?? false)),
    );

  tracker
    .command('check')
    .description('prove that reading and editing these files changes nothing else; needs no workspace')
    .argument('<file...>')
    .action((files: string[], _options: object, command: Command) =>
      act(command, (context) => checkFiles(context, files)),
    );

  tracker
    .command('export')
    .description('a tracker as Markdown, CSV or JSON, or a report of it, to a file or to standard output')
    .argument('<tracker>')
    .option('--out <file>', 'write here instead of printing')
    .option('--format <format>', ExportFormat.options.join(', '), 'md')
    .option('--since <day>', 'reports tell what changed since this day; default a week ago')
    .option('--overwrite', 'replace the file when it exists')
    .action(
      (
        name: string,
        options: { out?: string; format: string; overwrite?: boolean; since?: string },
        command: Command,
      ) =>
        act(command, (context) =>
          exportTracker(context, name, {
            out: options.out ?? null,
            format: options.format,
            overwrite: options.overwrite ?? false,
            since: options.since ?? null,
          }),
        ),
    );
}
