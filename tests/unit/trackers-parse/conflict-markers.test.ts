import { describe, expect, it } from 'vitest';
import { checkLossless } from '../../../core/domain/trackers/check/check.ts';
import { violatedInvariants } from '../../../core/domain/trackers/check/invariants.ts';
import { planEdits } from '../../../core/domain/trackers/edit/edit.ts';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { findConflictMarkers } from '../../../core/domain/trackers/text/conflict-markers.ts';
import { encode } from '../../../core/domain/trackers/text/text.ts';
import { readFixture } from './fixture.ts';

const statusOf = (text: string, fileName = 'plan.md') =>
  parseTracker(text, { fileName }).items.map((item) => `${item.title}: ${item.status ?? item.state ?? ''}`);

describe('a tracker with unresolved conflict markers', () => {
  const doc = readFixture('unmerged/pier.md');

  it('keeps the rows of both sides and the rows behind them, and has no marker for an item', () => {
    expect(doc.items.map((item) => `${item.line} ${item.title}: ${item.state ?? ''}`)).toEqual([
      '7 Drive the piles: done',
      '9 Lay the deck: done',
      '11 Lay the deck: active',
      '13 Hang the lamps: planned',
      '14 Open the gate: planned',
      '18 Rope ordered: done',
      '20 Paint ordered: done',
      '24 Paint ordered: planned',
      '26 Harbour master told: planned',
    ]);
    expect(violatedInvariants(doc)).toEqual([]);
  });

  it('names every place, and takes an example in fenced code for none', () => {
    expect(doc.readOnly?.places).toEqual([
      { line: 8, lastLine: 12 },
      { line: 19, lastLine: 25 },
    ]);
    expect(doc.readOnly?.reason).toContain('lines 8-12 and 19-25');
    expect(doc.skipped.filter((skip) => skip.what === 'conflict').map((skip) => skip.line)).toEqual([8, 19]);
  });

  it('takes no edit of any kind until it is resolved', () => {
    const context = { today: '2026-03-02', log: false, actor: 'ada' };
    const address = doc.items[0]?.address ?? '';
    const edits = [
      { kind: 'set-field', address, field: 'status', value: 'Planned' },
      { kind: 'delete-item', address },
      { kind: 'set-prose', sectionPath: '', text: 'x' },
    ] as const;
    for (const edit of edits) {
      expect(planEdits(doc, [edit], context)).toMatchObject({
        ok: false,
        error: { code: 'tracker.conflict-markers' },
      });
    }
    expect(doc.items.flatMap((item) => item.fields).filter((field) => field.editable)).toEqual([]);
  });

  it('passes the check of losslessness, with every cell locked', () => {
    const report = checkLossless(encode(doc.text), 'unmerged-pier.md');
    expect(report).toMatchObject({ ok: true, agrees: true, failures: [] });
    expect(report.edits.cells).toBe(0);
  });
});

describe('conflict markers that a formatter took for text', () => {
  const reflowed = `# Pier

| ID            | Step            | Status  |
| ------------- | --------------- | ------- |
| P1            | Drive the piles | Done    |
| <<<<<<< HEAD  |
| P2            | Lay the deck    | Done    |
| =======       |
| P2            | Lay the deck    | Planned |

> > > > > > > feature/deck
> > > > > > > | P3 | Hang the lamps | Planned |

- [x] Rope ordered
      <<<<<<< HEAD
- [x] Paint ordered
      \\=======
- [ ] Paint ordered

> > > > > > > feature/deck

- [ ] Harbour master told
`;

  it('are found, and the rows that they swallowed are rows again', () => {
    expect(statusOf(reflowed)).toEqual([
      'Drive the piles: Done',
      'Lay the deck: Done',
      'Lay the deck: Planned',
      'Hang the lamps: Planned',
      'Rope ordered: [x]',
      'Paint ordered: [x]',
      'Paint ordered: [ ]',
      'Harbour master told: [ ]',
    ]);
    const doc = parseTracker(reflowed);
    expect(doc.readOnly?.places).toEqual([
      { line: 6, lastLine: 11 },
      { line: 15, lastLine: 20 },
    ]);
    expect(violatedInvariants(doc)).toEqual([]);
  });
});

describe('what is a conflict marker', () => {
  const places = (text: string) =>
    findConflictMarkers(text, 'markdown').conflicts.map(({ line, lastLine }) => [line, lastLine]);

  it('is the opening or closing line alone where half of a conflict was cleaned up', () => {
    expect(places('a\n<<<<<<< HEAD\nb\n')).toEqual([[2, 2]]);
    expect(places('a\n\n>>>>>>> origin/main\nb\n')).toEqual([[3, 3]]);
  });

  it('is the longer mark of a merge within a merge too', () => {
    expect(places('<<<<<<<<< a\nb\n=========\nc\n>>>>>>>>> d\n')).toEqual([[1, 5]]);
  });

  it('is found with any line end', () => {
    expect(places('a\r\n<<<<<<< HEAD\r\nb\r\n=======\r\nc\r\n>>>>>>> x\r\n')).toEqual([[2, 6]]);
    expect(places('a\r<<<<<<< HEAD\rb\r=======\rc\r>>>>>>> x\r')).toEqual([[2, 6]]);
  });

  it.each([
    ['an underlined heading', 'Title\n=======\n\ntext\n'],
    ['deep quotes', '> a\n>>>>>>> b\n>>>>>>>> c\n'],
    ['deep quotes with blanks', '> > > > > > > And more\n'],
    ['marks within a line', 'Look for `<<<<<<< HEAD` and >>>>>>> in it.\n'],
    ['ornament', '<<<<<<<<<<<<<<<<<<<< NEWS >>>>>>>>>>>>>>>>>>>>\n'],
    ['an example in fenced code', '~~~diff\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n~~~\n'],
    [
      'an example in code within a list',
      '- a\n\n  ```\n  <<<<<<< HEAD\n  a\n  =======\n  b\n  >>>>>>> x\n  ```\n',
    ],
  ])('is not %s', (_, text) => {
    expect(places(text)).toEqual([]);
  });

  it('in a YAML queue stands at the start of a line only', () => {
    const queue = `tasks:
  - id: T1
    status: done
<<<<<<< HEAD
    owner: ada
=======
    due: 2026-03-01
>>>>>>> other
    note: |
      <<<<<<< HEAD
      a
      =======
      b
      >>>>>>> x
  - id: T2
    status: done
`;
    const doc = parseTracker(queue, { fileName: 'queue.yaml' });
    expect(doc.items.map((item) => item.status)).toEqual(['done', 'done']);
    expect(doc.readOnly?.places).toEqual([{ line: 4, lastLine: 8 }]);
    expect(violatedInvariants(doc)).toEqual([]);
  });
});
