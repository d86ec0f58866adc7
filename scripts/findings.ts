import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { FindingDraft } from '../core/domain/trackers/findings/finding-draft.ts';
import type { DocumentInput } from '../core/domain/trackers/findings/finding-facts.ts';
import { FINDING_RULES } from '../core/domain/trackers/findings/finding-rules.ts';
import { parseTracker } from '../core/domain/trackers/read/parse.ts';
import { decode } from '../core/domain/trackers/text/text.ts';
import { findFindings } from '../tests/support/find-findings.ts';

/**
 * `npm run findings -- FILE|FOLDER... [--today DATE] [--places]`: everything the rules find in these files and between
 * them, by kind, to be judged one by one. Of `name.v1.md`, `name.v2.md`, ... only the newest is read. No file is changed.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { today: { type: 'string' }, places: { type: 'boolean', default: false } },
});
const VERSION = /\.v(\d+)(?=\.\w+$)/u;
// npm runs scripts in the checkout; a path is meant from where the person stands.
const paths = positionals.map((path) => resolve(process.env['INIT_CWD'] ?? '.', path));
if (paths.length === 0 || !paths.every((path) => existsSync(path))) {
  console.error('Name files or folders that exist: npm run findings -- DIR... [--today DATE] [--places]');
  process.exitCode = 2;
} else {
  print(findIn(paths), values.places);
}

function findIn(given: readonly string[]): FindingDraft[] {
  const options = { today: values.today ?? new Date().toISOString().slice(0, 10), staleAfterDays: 30 };
  const documents = newestVersions([...new Set(given.flatMap(trackersIn))].toSorted()).map(documentAt);
  return findFindings(documents, FINDING_RULES, options);
}

function documentAt(path: string): DocumentInput {
  const fileName = basename(path);
  const doc = parseTracker(decode(readFileSync(path)), { fileName });
  return { trackerId: fileName, name: doc.title, fileName, doc };
}

function trackersIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return globSync('**/*.{md,yaml,yml}', { cwd: path }).map((name) => join(path, name));
}

function newestVersions(files: readonly string[]): string[] {
  const number = (path: string) => Number(VERSION.exec(path)?.[1] ?? 0);
  return [...Map.groupBy(files, (path) => path.replace(VERSION, '')).values()].flatMap((versions) =>
    versions.toSorted((a, b) => number(b) - number(a)).slice(0, 1),
  );
}

function print(found: readonly FindingDraft[], withPlaces: boolean): void {
  const byGroup = Map.groupBy(found, ({ group }) => group);
  for (const [group, findings] of byGroup) {
    console.log(`${group} (${findings.length})`);
    for (const { severity, title, places } of findings) {
      const [first] = places;
      console.log(`  ${severity}  ${first?.trackerId}:${first?.line}  ${title}`);
      if (!withPlaces) continue;
      for (const { trackerId, line, says } of places) console.log(`      ${trackerId}:${line}: ${says}`);
    }
  }
  console.log(`${found.length} findings.`);
}
