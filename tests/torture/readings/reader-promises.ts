import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seeded } from '../../../bench/random.ts';
import { violatedInvariants } from '../../../core/domain/trackers/check/invariants.ts';
import { planEdits } from '../../../core/domain/trackers/edit/edit.ts';
import type { ParsedDocument } from '../../../core/domain/trackers/model.ts';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { applySplices, decode, encode } from '../../../core/domain/trackers/text/text.ts';
import { mutateText } from './mutate-text.ts';

const root = join(import.meta.dirname, '../../..');
/** Nothing that a file holds may keep the reader for longer. */
const MOST_MS = 1000;
const VALUES = [
  'done',
  'blocked',
  'In progress',
  '2026-03-04',
  'Kim',
  'a | b',
  '',
  '[x](y)',
  '+',
  'ends with \\',
];

/** Documents of our own making, the sample's among them. */
function documents(): readonly { readonly name: string; readonly text: string }[] {
  return ['tests/fixtures/trackers', 'assets/sample'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => /\.(?:md|yaml)$/u.test(name))
      .map((name) => ({ name, text: decode(readFileSync(join(root, folder, name))) })),
  );
}

/**
 * Reads so many mutations of our documents, edits a field of each, and says which promise of the reader was broken: nothing
 * is thrown, nothing takes long, no byte is lost, no two places overlap, and an edit reads back.
 */
export function mutatedReadings(seed: number, count: number): readonly string[] {
  const known = documents();
  const problems: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const random = seeded(seed + at);
    const one = known[random.below(known.length)];
    const other = known[random.below(known.length)];
    if (one === undefined || other === undefined) continue;
    const text = mutateText(one.text, other.text, random);
    const reread = (now: string): ParsedDocument => parseTracker(now, { fileName: one.name });
    for (const problem of broken(text, reread, random))
      problems.push(`${one.name} with seed ${seed + at}: ${problem}`);
  }
  return problems;
}

const promisesOf = (doc: ParsedDocument): string[] =>
  violatedInvariants(doc).map(({ line, what }) => `line ${line}, ${what}`);

function broken(
  text: string,
  reread: (text: string) => ParsedDocument,
  random: ReturnType<typeof seeded>,
): readonly string[] {
  // Of this process alone, however busy the machine is.
  const began = process.cpuUsage();
  try {
    const doc = reread(text);
    const took = process.cpuUsage(began).user / 1000;
    const found = promisesOf(doc);
    if (took > MOST_MS) found.push(`reading took ${Math.round(took)} ms`);
    if (Buffer.compare(encode(doc.text), encode(text)) !== 0) found.push('bytes were lost');
    const item = doc.items[random.below(doc.items.length)];
    const field = item?.fields[random.below(item.fields.length)];
    if (item === undefined || field === undefined) return found;
    const value = VALUES[random.below(VALUES.length)] ?? '';
    const edit = { kind: 'set-field', address: item.address, field: field.name, value } as const;
    const plan = planEdits(doc, [edit], { today: '2026-11-20', log: false, actor: 'Ada', reread });
    if (!plan.ok) return found;
    const after = reread(applySplices(text, plan.value.splices));
    found.push(...promisesOf(after).map((problem) => `after ${JSON.stringify(edit)}: ${problem}`));
    if (after.items.length !== doc.items.length)
      found.push(`${JSON.stringify(edit)} makes ${after.items.length} items of ${doc.items.length}`);
    return found;
  } catch (error) {
    return [
      `throws ${error instanceof Error ? (error.stack ?? error.message).slice(0, 400) : String(error)}`,
    ];
  }
}
