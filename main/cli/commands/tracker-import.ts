import type { OutputOf } from '../../../core/contract/index.ts';
import { counted } from '../../../core/domain/trackers/read/counted.ts';
import { ok } from '../../../core/kernel/result.ts';
import { absolutePath } from '../../../node/files/absolute-path.ts';
import { type CommandContext, done, withEngine } from '../context.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../exit-codes.ts';
import { tableLines } from '../output.ts';

type Preview = OutputOf<'trackers.preview'>['previews'][number];

const RETURNED = { removed: 'back, with its history', missing: 'its file is found again' };

export function importTrackers(
  context: CommandContext,
  files: readonly string[],
  options: { readonly dryRun: boolean; readonly profile: string | null },
): Promise<ExitCode> {
  const { out } = context;
  const paths = files.map((file) => absolutePath(file, context.cwd));
  return withEngine(context, { create: options.dryRun ? 'for-now' : true }, async (client) => {
    const wanted = { paths, profile: options.profile, mapping: null };
    if (options.dryRun) {
      const answer = await client.call('trackers.preview', wanted);
      if (!answer.ok) return answer;
      const { previews, unread, leftOut } = answer.value;
      out.result(previews, previews.flatMap(previewLines));
      if (leftOut > 0) out.note(leftOutSentence(leftOut));
      if (unread.length > 0)
        out.note(`not looked at: ${unread.length} more files; name fewer at once to see what they hold`);
      const isFine = previews.every((preview) => preview.problem === null);
      return isFine ? done : ok(exitCodes.refused);
    }
    const answer = await client.call('trackers.import', wanted);
    if (!answer.ok) return answer;
    const { imported, refused, leftOut } = answer.value;
    const rows = imported.map((one) => [
      one.name,
      String(one.items),
      one.returned !== null ? RETURNED[one.returned] : one.already ? 'already there' : counts(one.recognised),
      one.skipped === 0 ? '' : String(one.skipped),
    ]);
    const lines = tableLines(
      [
        { title: 'Tracker', most: 48 },
        { title: 'Items', align: 'right' },
        { title: 'Recognised' },
        { title: 'Skipped' },
      ],
      rows,
    );
    out.result({ imported, refused, leftOut }, lines);
    if (leftOut > 0) out.note(leftOutSentence(leftOut));
    for (const one of imported) if (one.note !== null) out.note(`${one.path}: ${one.note}`);
    for (const one of refused) out.note(`not imported: ${one.path}: ${one.reason} (${one.code})`);
    const first = refused[0];
    return first === undefined ? done : ok(exitCodeOf(first.code));
  });
}

function leftOutSentence(count: number): string {
  const files = count === 1 ? '1 file' : `${count} files`;
  return `left out: ${files} with nothing like a tracker in ${count === 1 ? 'it' : 'them'}; name a file itself to import it all the same`;
}

function counts(recognised: Readonly<Record<string, number>>): string {
  return Object.entries(recognised)
    .map(([what, count]) => counted(count, what))
    .join(', ');
}

function previewLines(preview: Preview): string[] {
  if (preview.kind === 'refused') return [preview.path, `  problem: ${preview.problem}`];
  const lines = [
    preview.path,
    ...(preview.kind === 'known' ? ['  a tracker already'] : []),
    ...(preview.kind === 'returning' ? [`  a tracker that comes back: ${RETURNED[preview.was]}`] : []),
    `  read as ${preview.profile}: ${preview.items} items; ${counts(preview.recognised)}`,
  ];
  if (preview.problem !== null) lines.push(`  problem: ${preview.problem}`);
  for (const { line, what } of preview.guesses.slice(0, 10)) lines.push(`  guess, line ${line}: ${what}`);
  for (const { what, line, reason } of preview.skipped)
    lines.push(`  left alone, line ${line}: ${what}: ${reason}`);
  return lines;
}
