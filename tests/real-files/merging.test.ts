import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { mergeThreeWay } from '../../core/domain/trackers/merge/merge.ts';
import { decode } from '../../core/domain/trackers/text/text.ts';
import { read } from '../support/edited-text.ts';
import { problemsOf, saidIn, swappedIds, type Trial, trialsOf } from '../support/merging/merge-trials.ts';
import { histories } from './given-files.ts';

const SEED = 7;
const CELLS_PER_PAIR = 8;

/** What came of the merges of one history, by us and by `git merge-file`. */
interface Counts {
  conflicts: number;
  doubled: number;
  lost: number;
  elsewhere: number;
}
const none = (): Counts => ({ conflicts: 0, doubled: 0, lost: 0, elsewhere: 0 });

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-merges-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.runIf(histories.length > 0)('an edit of ours merged with the next versions of a history', () => {
  it.each(histories)(
    'doubles no line, is never lost without a conflict, and lands on its own row (%s)',
    (name, files) => {
      const versions = files.map((file) => read(decode(file.bytes), `${name}.md`));
      const [ours, git] = [none(), none()];
      const problems: string[] = [];
      let [trials, refused] = [0, 0];
      for (const step of [1, 3]) {
        for (const trial of trialsOf(versions, { step, perPair: CELLS_PER_PAIR, seed: SEED })) {
          if (trial === null) refused += 1;
          else {
            trials += 1;
            problems.push(...mergedByUs(trial, ours));
            mergedByGit(trial, git);
          }
        }
      }
      const swapped = versions.flatMap((version, at) => {
        const next = versions[at + 1];
        return next === undefined ? [] : swappedIds(version, next);
      });
      console.info(`${name}: ${trials} edits (${refused} refused), seed ${SEED}`, { ours, git });
      expect({ problems, swapped }).toEqual({ problems: [], swapped: [] });
    },
    300_000,
  );
});

/** From either side: the text that stands must not depend on which of the two was later. */
function mergedByUs(trial: Trial, counts: Counts): string[] {
  const ways = [
    mergeThreeWay(trial.base, trial.ours, trial.outside),
    mergeThreeWay(trial.base, trial.outside, trial.ours),
  ];
  if (ways.some(({ conflicts }) => conflicts.length > 0)) counts.conflicts += 1;
  return ways.flatMap(({ text, conflicts }) =>
    problemsOf(trial, text, saidIn(conflicts)).map(({ kind, what }) => {
      counts[kind] += 1;
      return `${kind}: ${trial.item.address} ${trial.field.name}: ${what}`;
    }),
  );
}

function mergedByGit(trial: Trial, counts: Counts): void {
  const paths = Object.entries({ ours: trial.ours, base: trial.base, outside: trial.outside }).map(
    ([name, doc]) => {
      const path = join(folder, name);
      writeFileSync(path, doc.text);
      return path;
    },
  );
  const { status, stdout } = spawnSync('git', ['merge-file', '-p', '-q', ...paths], { encoding: 'utf8' });
  if (status !== 0) counts.conflicts += 1;
  else for (const { kind } of problemsOf(trial, stdout, [])) counts[kind] += 1;
}
