import { describe, expect, it } from 'vitest';
import {
  type KnownItem,
  matchItems,
  rowHash,
  sectionOf,
} from '../../../core/domain/trackers/identity/identity.ts';
import { RENAME_THRESHOLD } from '../../../core/domain/trackers/identity/renames.ts';
import { foldedName, similarity } from '../../../core/domain/trackers/identity/similarity.ts';
import { read } from '../../support/edited-text.ts';

const table = (rows: readonly string[], heading = 'Rows') =>
  `## ${heading}\n\n| Task | Status | Notes |\n|---|---|---|\n${rows.map((row) => `${row}\n`).join('')}\n`;

function known(text: string): KnownItem[] {
  return read(text).items.map((item) => ({
    id: `was ${item.address}`,
    address: item.address,
    key: item.key,
    title: item.title,
    sectionPath: sectionOf(item.address),
    rowHash: rowHash(item),
    kind: item.kind,
  }));
}

function match(before: string, after: string) {
  const result = matchItems(known(before), read(after).items);
  return { ...result, matched: Object.fromEntries(result.matched) };
}

describe('finding items again', () => {
  it('knows a row at its address, whatever it says now', () => {
    const result = match(table(['| Alpha | todo | |']), table(['| Alpha | done | more |']));
    expect(result).toMatchObject({
      matched: { 'rows/alpha': 'was rows/alpha' },
      fresh: [],
      gone: [],
      doubtful: [],
    });
  });

  it('knows a row that moved to another section by what it says', () => {
    const before = table(['| Alpha work | todo | n |', '| Beta work | done | |']) + table([], 'Later');
    const after = table(['| Beta work | done | |']) + table(['|  Alpha work|todo  |n|'], 'Later');
    expect(match(before, after)).toMatchObject({
      matched: {
        'rows/beta-work': 'was rows/beta-work',
        'later/alpha-work': 'was rows/alpha-work',
      },
      gone: [],
      doubtful: [],
    });
  });

  it('knows a renamed row by its most similar name in the same section', () => {
    const before = table(['| Repository contract tests added | todo | |', '| Deploy the gateway | todo | |']);
    const after = table([
      '| Repository contract test suite added | done | |',
      '| Deploy the gateway | todo | |',
    ]);
    expect(match(before, after).matched['rows/repository-contract-test-suite-added']).toBe(
      'was rows/repository-contract-tests-added',
    );
  });

  it('takes a name below the threshold for another row', () => {
    const result = match(table(['| Alpha work | todo | |']), table(['| Something else | done | |']));
    expect(similarity(foldedName('Alpha work'), foldedName('Something else'))).toBeLessThan(RENAME_THRESHOLD);
    expect(result).toMatchObject({
      matched: {},
      fresh: ['rows/something-else'],
      gone: ['was rows/alpha-work'],
    });
  });

  it('never matches two to one, and reports the choice it made as doubtful', () => {
    const before = table(['| Migrate handlers part 1 | todo | |', '| Migrate handlers part 2 | todo | |']);
    const after = table(['| Migrate handlers part 3 | done | |']);
    const result = match(before, after);
    expect(Object.values(result.matched)).toHaveLength(1);
    expect(result.gone).toHaveLength(1);
    expect(result.doubtful).toHaveLength(1);
  });

  it('reports identical rows that moved together as doubtful', () => {
    const before = table(['| Same | todo | |', '| Same | todo | |']) + table([], 'Later');
    const after = table([]) + table(['| Same | todo | |', '| Same | todo | |'], 'Later');
    const result = match(before, after);
    expect(new Set(Object.values(result.matched)).size).toBe(Object.keys(result.matched).length);
    expect(result.doubtful.length).toBeGreaterThan(0);
  });

  it('finds ten thousand renamed rows again without comparing each with each', () => {
    const rows = (word: string) =>
      table(Array.from({ length: 10_000 }, (_, i) => `| ${word} number ${i} of many | todo | |`));
    const result = match(rows('Milestone'), rows('Milestones'));
    expect(Object.keys(result.matched)).toHaveLength(10_000);
    expect(result.gone).toEqual([]);
  });
});
