import type { OutputOf } from '../../../core/contract/index.ts';
import { counted } from '../../../core/domain/trackers/read/counted.ts';
import { ok } from '../../../core/kernel/result.ts';
import { absolutePath } from '../../../node/files/absolute-path.ts';
import { type CommandContext, done, withEngine } from '../context.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../exit-codes.ts';
import { tableLines } from '../output.ts';

/** The contract takes this many paths in one call. */
const pathsPerCall = 200;

type Preview = OutputOf<'trackers.preview'>['previews'][number];
type Imported = OutputOf<'trackers.import'>['imported'][number];
type Refused = OutputOf<'trackers.import'>['refused'][number];

export function importTrackers(
  context: CommandContext,
  files: readonly string[],
  options: { readonly dryRun: boolean; readonly profile: string | null },
): Promise<ExitCode> {
  const { out } = context;
  const paths = files.map((file) => absolutePath(file, context.cwd));
  return withEngine(context, { create: true }, async (client) => {
    if (options.dryRun) {
      const previews: Preview[] = [];
      let leftOut = 0;
      for (const some of chunks(paths)) {
        const answer = await client.call('trackers.preview', {
          paths: some,
          profile: options.profile,
          mapping: null,
        });
        if (!answer.ok) return answer;
        previews.push(...answer.value.previews);
        leftOut += answer.value.leftOut;
      }
      out.result(previews, previews.flatMap(previewLines));
      if (leftOut > 0) out.note(leftOutSentence(leftOut));
      return previews.some((preview) => preview.problem !== null) ? ok(exitCodes.refused) : done;
    }
    const imported: Imported[] = [];
    const refused: Refused[] = [];
    let leftOut = 0;
    for (const some of chunks(paths)) {
      const answer = await client.call('trackers.import', {
        paths: some,
        profile: options.profile,
        mapping: null,
      });
      if (!answer.ok) return answer;
      imported.push(...answer.value.imported);
      refused.push(...answer.value.refused);
      leftOut += answer.value.leftOut;
    }
    const rows = imported.map((one) => [
      one.name,
      String(one.items),
      one.already ? 'already there' : counts(one.recognised),
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

function chunks(paths: readonly string[]): string[][] {
  const parts: string[][] = [];
  for (let start = 0; start < paths.length; start += pathsPerCall)
    parts.push(paths.slice(start, start + pathsPerCall));
  return parts;
}

function counts(recognised: Readonly<Record<string, number>>): string {
  return Object.entries(recognised)
    .map(([what, count]) => counted(count, what))
    .join(', ');
}

function previewLines(preview: Preview): string[] {
  const lines = [
    preview.path,
    `  read as ${preview.profile}: ${preview.items} items; ${counts(preview.recognised)}`,
  ];
  if (preview.problem !== null) lines.push(`  problem: ${preview.problem}`);
  for (const { line, what } of preview.guesses.slice(0, 10)) lines.push(`  guess, line ${line}: ${what}`);
  for (const { what, line, reason } of preview.skipped)
    lines.push(`  left alone, line ${line}: ${what}: ${reason}`);
  return lines;
}
