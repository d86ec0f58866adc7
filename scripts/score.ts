import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { missesOf, reportOf } from './score/report.ts';
import { scoreFiles } from './score/score-files.ts';

/**
 * `npm run score -- DIR_OF_LABELS FILE|FOLDER... [--wrong]`: how much of what a person sees in tables and lists of real
 * files the reader sees too. `--wrong` names every miss. The files are only read.
 */
const words = process.argv.slice(2);
// npm runs scripts in the checkout; a path is meant from where the person stands.
const paths = words
  .filter((word) => word !== '--wrong')
  .map((path) => resolve(process.env['INIT_CWD'] ?? '.', path));
const [labels, ...folders] = paths;
if (labels === undefined || folders.length === 0 || !paths.every((path) => existsSync(path))) {
  console.error(
    'Name the folder of labels, then folders that exist: npm run score -- LABELS DIR... [--wrong]',
  );
  process.exitCode = 2;
} else {
  const { judgements, absent } = scoreFiles(labels, folders);
  if (words.includes('--wrong')) for (const line of missesOf(judgements)) console.log(line);
  for (const line of reportOf(judgements)) console.log(line);
  if (absent.length > 0) console.log(`Not found: ${absent.join(', ')}`);
}
