import { describe, expect, it } from 'vitest';
import { mergeThreeWay } from '../../../core/domain/trackers/merge/merge.ts';
import { edited, item, read, set } from '../../support/edited-text.ts';
import { historyProblems, notEndingAtLater } from '../../support/merging/merged-history.ts';
import { sampleVersions } from '../../support/sample-documents.ts';

const BASE = `---
last-verified: 2026-02-14
---

# Lift

- Last Updated: February 14, 2026
- Status Key: \`todo\` | \`doing\` | \`done\`

A paragraph about it.

| Milestone | Target Date | Status | Notes |
|---|---|---|---|
| M0 Start | February 16, 2026 | doing | one |
| M1 Middle | March 6, 2026 | todo | two |
| M2 End | March 27, 2026 | todo | three |

## Change Log

- February 13, 2026: Started.
`;
const base = read(BASE);
const swap = (...pairs: readonly (readonly [string, string])[]) =>
  pairs.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the base has no "${from}"`);
    return text.replace(from, to);
  }, BASE);
const merge = (mine: string, theirs: string) => mergeThreeWay(base, read(mine), read(theirs));

describe('merging values', () => {
  it('keeps both of two changes to different fields of one row', () => {
    const result = merge(
      swap(['| doing | one |', '| done | one |']),
      swap(['February 16, 2026', 'February 20, 2026']),
    );
    expect(result).toEqual({
      text: swap(['February 16, 2026 | doing', 'February 20, 2026 | done']),
      conflicts: [],
    });
  });

  it('takes the same change on both sides for one', () => {
    const both = swap(['| doing | one |', '| done | one |']);
    expect(merge(`${both}x\n`, both)).toMatchObject({ text: `${both}x\n`, conflicts: [] });
  });

  it('keeps what stands in the file where both changed a field, and both values in the conflict', () => {
    const result = merge(
      swap(['| doing | one |', '| done | one |']),
      swap(['| doing | one |', '| todo | one |']),
    );
    expect(result.text).toBe(swap(['| doing | one |', '| todo | one |']));
    expect(result.conflicts).toEqual([
      {
        address: item(base, 'M0').address,
        field: 'status',
        label: 'Status',
        base: 'doing',
        earlier: 'done',
        later: 'todo',
        kept: 'later',
        rule: expect.stringContaining('Both sides changed'),
      },
    ]);
  });

  it('sees no conflict where both mean the same and write it differently', () => {
    const result = merge(
      swap(['| doing | one |', '| done | one |']),
      swap(['| doing | one |', '| **done** | one |']),
    );
    expect(result).toMatchObject({ text: swap(['| doing | one |', '| **done** | one |']), conflicts: [] });
  });

  it('treats metadata like fields, so that front matter never says a thing twice', () => {
    const result = merge(
      swap(['last-verified: 2026-02-14', 'last-verified: 2026-02-16']),
      swap(['last-verified: 2026-02-14', 'last-verified: 2026-02-15']),
    );
    expect(result.text).toBe(swap(['last-verified: 2026-02-14', 'last-verified: 2026-02-15']));
    expect(result.conflicts).toMatchObject([
      { address: '', field: 'last-verified', earlier: '2026-02-16', later: '2026-02-15' },
    ]);
  });

  it('takes the newer of two days of the last update for what it is, from either side', () => {
    const updated = (day: string) => swap(['February 14', day]);
    const [older, newer] = [updated('February 16'), updated('February 20')];
    expect(merge(older, newer)).toEqual({ text: newer, conflicts: [] });
    expect(merge(newer, older)).toEqual({ text: newer, conflicts: [] });
    const told = updated('February 16').replace('16, 2026', '16, 2026 (by Ann)');
    expect(merge(told, newer)).toMatchObject({ text: newer, conflicts: [{ field: 'last-updated' }] });
    const verified = (day: string) => swap(['2026-02-14', day]);
    expect(merge(verified('2026-02-16'), verified('2026-02-20')).conflicts).toHaveLength(1);
  });

  it('puts my value into a table they padded anew', () => {
    const theirs = swap([
      '| M0 Start | February 16, 2026 | doing | one |',
      '| M0 Start  | February 16, 2026 | doing  | one   |',
    ]);
    const result = merge(swap(['| doing | one |', '| done | one |']), theirs);
    expect(result).toMatchObject({ text: theirs.replace('| doing  |', '| done  |'), conflicts: [] });
  });
});

describe('merging rows', () => {
  const added = (row: string) => swap(['| M2 End', `${row}\n| M2 End`]);

  it('keeps rows added on both sides, in the same order from either side', () => {
    const one = added('| M9 Mine | | todo | |');
    const other = added('| M8 Theirs | | todo | |');
    const result = merge(one, other);
    expect(result).toMatchObject({
      text: added('| M8 Theirs | | todo | |\n| M9 Mine | | todo | |'),
      conflicts: [],
    });
    expect(merge(other, one).text).toBe(result.text);
  });

  it('takes a row both added for one', () => {
    const both = added('| M9 Same | | todo | |');
    expect(
      merge(`${both}x\n`, both.replace('| M9 Same | | todo | |', '| M9 Same |  | todo |  |')).text.match(
        /M9/gu,
      ),
    ).toHaveLength(1);
  });

  it('takes a row for the one that the other side has to the letter, not for one that reads alike', () => {
    const checks = (...boxes: readonly string[]) =>
      read(
        `# Lift\n\n## Checks\n\n- [x] Permit\n${boxes.map((box) => `- [ ] Power agreed ${box}\n`).join('')}`,
      );
    const [from, beside, alone] = [checks('one'), checks('one now', 'two'), checks('two')];
    for (const result of [mergeThreeWay(from, beside, alone), mergeThreeWay(from, alone, beside)]) {
      expect(result.text.split('\n').toSorted()).toEqual(beside.text.split('\n').toSorted());
      expect(result.conflicts).toMatchObject([{ field: 'item' }]);
    }
  });

  it('shows both of a row that both added, where text beside its values differs', () => {
    const one = added('| M9 Same | | todo | | Ann |');
    const other = added('| M9 Same | | todo | | Bo |');
    expect(merge(one, other)).toMatchObject({
      text: other,
      conflicts: [{ field: 'line', base: null, earlier: expect.stringContaining('Ann') }],
    });
  });

  it('removes what I removed if they left it alone, and keeps what they changed', () => {
    const removed = swap(['| M1 Middle | March 6, 2026 | todo | two |\n', '']);
    expect(merge(removed, swap(['one', 'uno']))).toMatchObject({
      text: removed.replace('one', 'uno'),
      conflicts: [],
    });
    const changed = swap(['| todo | two |', '| done | two |']);
    const result = merge(removed, changed);
    expect(result.text).toBe(changed);
    expect(result.conflicts).toMatchObject([{ field: 'item', earlier: null, kept: 'later' }]);
  });

  it('brings back a row they removed and I changed', () => {
    const removed = swap(['| M1 Middle | March 6, 2026 | todo | two |\n', '']);
    const changed = swap(['| todo | two |', '| done | two |']);
    const result = merge(changed, removed);
    expect(result.text).toBe(changed);
    expect(result.conflicts).toMatchObject([{ field: 'item', later: null, kept: 'both' }]);
  });

  it('carries their edit of a row along to where I moved it', () => {
    const moved = edited(base, [
      {
        kind: 'move-item',
        address: item(base, 'M0').address,
        nearAddress: item(base, 'M2').address,
        place: 'after',
      },
    ]);
    const result = merge(moved, swap(['| doing | one |', '| done | one |']));
    expect(result).toMatchObject({ text: moved.replace('| doing | one |', '| done | one |'), conflicts: [] });
  });
});

describe('merging text', () => {
  it('keeps both versions of a paragraph both rewrote, and says so', () => {
    const result = merge(swap(['about it.', 'of mine.']), swap(['about it.', 'of theirs.']));
    expect(result.text).toContain('A paragraph of theirs.\nA paragraph of mine.\n');
    expect(result.conflicts).toMatchObject([
      { address: '', kept: 'both', earlier: 'A paragraph of mine.', later: 'A paragraph of theirs.' },
    ]);
  });

  it('keeps only theirs where two versions would break a table', () => {
    const result = merge(swap(['| Milestone |', '| My name |']), swap(['| Milestone |', '| Their name |']));
    expect(result.text).toBe(swap(['| Milestone |', '| Their name |']));
    expect(result.conflicts[0]).toMatchObject({ kept: 'later' });
  });

  it('puts log lines of both sides together by date', () => {
    const log = (...lines: readonly string[]) => `${BASE}${lines.map((line) => `- ${line}\n`).join('')}`;
    const mine = log('February 15, 2026: Mine.', 'February 18, 2026: Mine again.');
    const theirs = log('February 16, 2026: Theirs.');
    const result = merge(mine, theirs);
    expect(result.text).toBe(
      log('February 15, 2026: Mine.', 'February 16, 2026: Theirs.', 'February 18, 2026: Mine again.'),
    );
    expect(result).toMatchObject({ conflicts: [] });
    expect(merge(theirs, mine).text).toBe(result.text);
  });

  it('keeps a file’s own line ends in what it leaves alone', () => {
    const crlf = (text: string) => text.replaceAll('\n', '\r\n');
    const own = read(crlf(BASE));
    const result = mergeThreeWay(
      own,
      read(crlf(swap(['| doing | one |', '| done | one |']))),
      read(crlf(swap(['about it.', 'of theirs.']))),
    );
    expect(result.text).toBe(crlf(swap(['about it.', 'of theirs.'], ['| doing | one |', '| done | one |'])));
  });

  it('ends all lines as the side that changed how they end, and compares them without', () => {
    const crlf = (text: string) => text.replaceAll('\n', '\r\n');
    const row = '| M1 Middle | March 6, 2026 | todo | two |\n';
    const changed = swap(
      ['about it.', 'of theirs.'],
      ['| doing | one |', '| done | one |'],
      [row, `${row}| M9 New | | todo | |\n`],
    );
    const [other, own] = [swap(['three', 'four']), changed.replace('three', 'four')];
    for (const [from, to] of [
      [(text: string) => text, crlf],
      [crlf, (text: string) => text],
      [(text: string) => text.replace('\n', '\r\n'), crlf],
    ] as const) {
      const sides = [read(from(changed)), read(to(other))] as const;
      const merged = { text: to(own), conflicts: [] };
      expect(mergeThreeWay(read(from(BASE)), sides[0], sides[1])).toEqual(merged);
      expect(mergeThreeWay(read(from(BASE)), sides[1], sides[0])).toEqual(merged);
    }
    const both = mergeThreeWay(
      base,
      read(swap(['A paragraph', 'Mine'])),
      read(crlf(swap(['A paragraph', 'Theirs']))),
    );
    expect(both.text).toBe(crlf(swap(['A paragraph about it.', 'Theirs about it.\nMine about it.'])));
    expect(both.conflicts).toMatchObject([{ earlier: 'Mine about it.', later: 'Theirs about it.' }]);
  });
});

describe('merging along the history of a document', () => {
  const versionsOf = (name: string) => sampleVersions(name, '2026-03-01').map((text) => read(text));

  it.each(['cutover-night-checklist', 'cutover-readiness'])(
    'ends at the later version, whichever side has it (%s)',
    (name) => {
      const versions = versionsOf(name);
      expect(versions.length).toBeGreaterThan(2);
      expect(notEndingAtLater(versions)).toEqual([]);
    },
  );

  it.each(['beacon-renewal-status', 'harbour-tools-milestones', 'watch-room-handover-plan'])(
    'takes one side’s change as it is, and shows a conflict only where both changed a value (%s)',
    (name) => {
      const versions = versionsOf(name);
      expect(versions.length).toBeGreaterThan(2);
      expect(historyProblems(versions)).toEqual([]);
    },
  );

  it('keeps an edit made meanwhile, and shows the one that clashes', () => {
    const versions = versionsOf('beacon-renewal-status');
    const [third, last] = [versions[2], versions.at(-1)];
    if (!third || !last) throw new Error('seven versions were read');
    const mine = read(
      edited(third, [set(third, 'M4', 'status', 'done'), set(third, 'M3', 'status', 'done')]),
    );
    const result = mergeThreeWay(third, mine, last);
    expect(result.text).toBe(edited(last, [set(last, 'M4', 'status', 'done')]));
    expect(result.conflicts).toMatchObject([
      { field: 'status', base: 'not-started', earlier: 'done', later: 'in-progress' },
    ]);
  });
});
