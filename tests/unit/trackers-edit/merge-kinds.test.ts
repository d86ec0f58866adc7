import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { matchItems } from '../../../core/domain/trackers/identity/identity.ts';
import { mergeThreeWay } from '../../../core/domain/trackers/merge/merge.ts';
import { edited, read, set } from '../../support/edited-text.ts';
import { knownItems } from '../../support/merging/known-items.ts';

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../fixtures/trackers/merging', name), 'utf8');
const base = read(fixture('removed-places.base.md'));
const merge = (earlier: string, later: string, from = base) =>
  mergeThreeWay(from, read(earlier), read(later));
const idsOf = (before: string, after: string) =>
  Object.fromEntries(matchItems(knownItems(read(before)), read(after).items).matched);

describe('an edit on what the other side removed or moved', () => {
  it('keeps the row with its heading and the head of its table, and says so', () => {
    const scraped = edited(base, [set(base, 'Scrape the hull', 'status', 'done')]);
    const result = merge(scraped, fixture('removed-places.later.md'));
    expect(result.text).toContain(
      '## Hull\n\n| Task | Status | Owner |\n|---|---|---|\n| Scrape the hull | done | Ada |\n\n',
    );
    expect(result.text).not.toContain('Prime the hull');
    expect(result.conflicts).toMatchObject([{ field: 'item', later: null, kept: 'both' }]);
  });

  it('follows a box into the section that was renamed and moved', () => {
    const spliced = edited(base, [set(base, 'Splice the stays', 'check', 'true')]);
    const later = fixture('removed-places.later.md');
    expect(merge(spliced, later)).toEqual({
      text: later.replace('[ ] Splice the stays', '[x] Splice the stays'),
      conflicts: [],
    });
  });

  it('puts a new row into the table where that stands now', () => {
    const added = base.text.replace('| Ben |\n', '| Ben |\n| Paint the hull | todo | Cy |\n');
    const later = fixture('moved-section.later.md');
    const result = merge(added, later);
    expect(result).toEqual({ text: `${later}| Paint the hull | todo | Cy |\n`, conflicts: [] });
    expect(merge(later, added)).toEqual(result);
  });

  it('takes both sides of a renamed heading and changed lines below it', () => {
    const of = (heading: string, status: string) =>
      `# Log\n\n## ${heading}\n\nStatus: ${status}\nProgress: 10%\n\n## Notes\n\nText.\n`;
    const from = read(of('Position', 'Executing'));
    const both = { text: of('Position now', 'Complete'), conflicts: [] };
    expect(merge(of('Position now', 'Executing'), of('Position', 'Complete'), from)).toEqual(both);
    expect(merge(of('Position', 'Complete'), of('Position now', 'Executing'), from)).toEqual(both);
  });

  it('loses no value to a side that took its column away', () => {
    const without = base.text
      .replace('| Task | Status | Owner |\n|---|---|---|', '| Task | Status |\n|---|---|')
      .replaceAll(/ \| (?:Ada|Ben) \|/gu, ' |');
    const result = merge(edited(base, [set(base, 'Prime the hull', 'owner', 'Cy')]), without);
    expect(result.conflicts).toMatchObject([{ base: 'Ben', earlier: 'Cy', later: null }]);
  });
});

describe('rows that share a name or a number', () => {
  const table = (...rows: readonly string[]) =>
    `# Log\n\n## Entries\n\n| Version | Status | Note |\n|---|---|---|\n${rows.map((row) => `${row}\n`).join('')}`;
  const [first, second, third] = ['| V1 | todo | anchor |', '| V1 | todo | chain |', '| V1 | todo | winch |'];

  it('take an edit on the row it was made on when another of the name was put above', () => {
    const from = read(table(first, second));
    const ours = table(first, second.replace('todo', 'done'));
    expect(merge(ours, table(third, first, second), from)).toEqual({
      text: table(third, first, second.replace('todo', 'done')),
      conflicts: [],
    });
  });

  it('keep their ids when they are numbered anew', () => {
    const numbered = (...names: readonly string[]) =>
      `# Log\n\n## Steps\n\n| # | Step | Status |\n|---|---|---|\n${names.map((name, at) => `| ${at + 1} | ${name} | todo |\n`).join('')}`;
    expect(
      idsOf(
        numbered('Lower the mast', 'Fold the sail'),
        numbered('Warn the crew', 'Lower the mast', 'Fold the sail'),
      ),
    ).toEqual({ 'log/steps/2': 'log/steps/1', 'log/steps/3': 'log/steps/2' });
  });

  it('are never the same with different ids of their own, however alike they read', () => {
    expect(
      idsOf(table('| T63 Lower the mast | todo | n |'), table('| T64 Lower the mast | todo | n |')),
    ).toEqual({});
  });
});

describe('a section under another name', () => {
  const plan = (title: string, section: string, row: string) =>
    `# ${title}\n\n## ${section}\n\n| Task | Status |\n|---|---|\n| ${row} |\n| Paint it | todo |\n`;

  it('keeps the ids of its rows, also of one whose status changed with the title', () => {
    expect(
      idsOf(
        plan('Plan v1', 'Doors', 'Build the door | todo'),
        plan('Plan v2', 'Doors', 'Build the door | done'),
      ),
    ).toEqual({
      'plan-v2/doors/build-the-door': 'plan-v1/doors/build-the-door',
      'plan-v2/doors/paint-it': 'plan-v1/doors/paint-it',
    });
  });

  it('keeps the id of a row that got another name and status between the same neighbours', () => {
    expect(
      idsOf(plan('Plan', 'Doors', 'Build the door | todo'), plan('Plan', 'Gates', 'Hang the door | done')),
    ).toMatchObject({ 'plan/gates/hang-the-door': 'plan/doors/build-the-door' });
  });
});

describe('a merge of very many lines', () => {
  const lines = (text: string, count: number) => `${text}\n`.repeat(count);

  it('keeps all that both sides added, however many', () => {
    const plan = '# Plan\n';
    const result = merge(`${plan}${lines('early', 130_000)}`, `${plan}${lines('late', 130_000)}`, read(plan));
    expect(result.text.length).toBe(plan.length + 130_000 * ('early\n'.length + 'late\n'.length));
  });

  it('follows a section whose rows read like those of every other section', () => {
    const plan = (name: (at: number) => string) =>
      Array.from({ length: 60 }, (_, at) => `## ${name(at)}\n\n- [ ] Write tests\n- [ ] Step ${at}\n`).join(
        '\n',
      );
    const before = plan((at) => `Part ${at}`);
    const after = plan((at) => (at === 7 ? 'Hull' : `Part ${at}`));
    expect(idsOf(before, after)).toMatchObject({
      'hull/write-tests': 'part-7/write-tests',
      'hull/7': 'part-7/7',
    });
  });
});
