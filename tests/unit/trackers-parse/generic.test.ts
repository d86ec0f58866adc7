import { describe, expect, it } from 'vitest';
import { violatedInvariants } from '../../../core/domain/trackers/check/invariants.ts';
import { planEdits } from '../../../core/domain/trackers/edit/edit.ts';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { applySplices } from '../../../core/domain/trackers/text/text.ts';
import { itemAt, readFixture, valuesOf } from './fixture.ts';

describe('any Markdown file', () => {
  const doc = readFixture('odd-shapes.md');

  it('gives its tables and boxes as items and lists what it left alone', () => {
    expect(doc.profile).toBe('generic');
    expect(doc.recognised).toEqual({ tables: 3, checks: 7 });
    expect(doc.skipped.map(({ what, line }) => `${what} ${line}`)).toEqual([
      'cell 18',
      'table 22',
      'table 27',
      'html 30',
      'list 44',
      'list 45',
    ]);
    expect(violatedInvariants(doc)).toEqual([]);
  });

  it('reads tables in quotes and lists', () => {
    expect(itemAt(doc, '/in-a-quote')).toMatchObject({ status: 'done', state: 'done' });
    expect(valuesOf(itemAt(doc, '/nested'))).toEqual({ name: 'nested', status: '🚧', owner: 'Ana' });
  });

  it('locks the cells a ragged row lacks, and keeps empty ones editable', () => {
    const [short] = itemAt(doc, '/code-bar').fields.filter((field) => field.name === 'date');
    expect(short).toMatchObject({ editable: false, locked: 'the row ends before this column', raw: '' });
    const [empty] = itemAt(doc, '/empty').fields.filter((field) => field.name === 'status');
    expect(empty).toMatchObject({ editable: true, raw: '' });
    expect(itemAt(doc, '/empty')).toMatchObject({ status: null, state: 'planned', guess: false });
  });

  it('takes no column of a tick matrix for the status', () => {
    expect(doc.items.some((item) => item.title === 'tick matrix')).toBe(false);
    expect(doc.tables.map(({ kind }) => kind)).toEqual(['tracker', 'tracker', 'tracker', 'matrix']);
  });

  it('reads boxes in details, nested under each other, with ids', () => {
    expect(itemAt(doc, '/AUTH-01')).toMatchObject({
      kind: 'check',
      state: 'done',
      parent: itemAt(doc, '/outer-box').address,
    });
    expect(itemAt(doc, '/innermost-box').parent).toBe(itemAt(doc, '/AUTH-01').address);
    expect(itemAt(doc, '/star-box-that-goes-on-in-a-second-line').title).toBe(
      'star box that goes on in a second line',
    );
  });

  it('tells sections and items of the same name apart', () => {
    expect(doc.items.filter((item) => item.title === 'same').map((item) => item.address)).toEqual([
      'odd-shapes/twice/same',
      'odd-shapes/twice~2/same',
      'odd-shapes/twice~2/same~2',
    ]);
  });

  it('makes an item of a heading that states a status, by a sign or by a line below it', () => {
    expect(itemAt(doc, 'deploy/deploy')).toMatchObject({
      kind: 'section',
      status: '✅ COMPLETE',
      state: 'done',
    });
    expect(itemAt(doc, 'rollout/rollout')).toMatchObject({ status: 'In Progress', state: 'active' });
    expect(valuesOf(itemAt(doc, 'rollout/rollout'))).toMatchObject({ owner: 'Bo', date: '2026-07-01' });
  });
});

describe('list items with a status sign', () => {
  const doc = parseTracker('# T\n\n- ✅ one\n  - 🚧 part of one\n- plain\n- ✅glued\n- [*] other box\n');

  it('are items whose sign is the status', () => {
    expect(doc.items.map((item) => [item.title, item.state])).toEqual([
      ['one', 'done'],
      ['part of one', 'active'],
    ]);
    expect(doc.items[1]?.parent).toBe('t/one');
    expect(doc.vocabularies[0]?.words.map((entry) => entry.word)).toEqual(['✅', '🚧', '⏳', '🔴']);
  });

  it('are told apart from boxes Markdown does not know, which are named', () => {
    expect(doc.skipped).toEqual([
      {
        what: 'list',
        line: 7,
        reason: '"[*]" looks like a check box and is none; the line is kept as it is',
      },
    ]);
  });

  it('give new neighbours a sign too', () => {
    const add = { kind: 'add-item', nearAddress: 't/one', place: 'after', values: { name: 'two' } } as const;
    const plan = planEdits(doc, [add], { today: '2026-01-01', log: false, actor: 'test' });
    expect(plan.ok && applySplices(doc.text, plan.value.splices)).toContain('- ⏳ two\n- plain');
  });
});

describe('lines that look like rows', () => {
  it('are no part of the box that stands above them, nor of its name', () => {
    const rows = '| Dig the trench | todo |\n| Lay the cable | todo |\n';
    const text = `# Plan\n\n- [ ] Outer\n  - [ ] Permit in\n    hand\n${rows}\nWords.\n`;
    const { items } = parseTracker(text);
    expect(items.map(({ title }) => title)).toEqual(['Outer', 'Permit in hand']);
    expect(items.map(({ span }) => text.slice(span.end))).toEqual([`${rows}\nWords.\n`, `${rows}\nWords.\n`]);
  });

  it('but lost their header to a blank line are named', () => {
    const doc = parseTracker('|Task|Status|\n|-|-|\n|x|done|\n\n|y|todo|\n');
    expect(doc.items).toHaveLength(1);
    expect(doc.skipped).toMatchObject([{ what: 'row', line: 5 }]);
  });
});

describe('columns', () => {
  const row = (header: string, cells: string, mapping = {}) => {
    const rule = header.replaceAll(/[^|]+/gu, '---');
    const doc = parseTracker(`${header}\n${rule}\n${cells}\n${cells}\n`, {
      mapping: { columns: mapping, words: {} },
    });
    return valuesOf(itemAt(doc, doc.items[0]?.address ?? ''));
  };

  it.each([
    [
      '|Aufgabe|Zustand|Verantwortlich|Frist|',
      '|Rohr|erledigt|Eva|16.02.2026|',
      { status: 'erledigt', owner: 'Eva', date: '2026-02-16' },
    ],
    ['|Tarea|Estado|Responsable|', '|Tubo|Cerrado|Eva|', { status: 'Cerrado', owner: 'Eva' }],
    [
      '|Задача|Статус|Ответственный|Срок|',
      '|Труба|готово|Ева|2026-02-16|',
      { status: 'готово', owner: 'Ева', date: '2026-02-16' },
    ],
    ['|任务|状态|负责人|备注|', '|管道|进行中|李|备|', { status: '进行中', owner: '李', notes: '备' }],
    ['|#|Task|Where it stands|', '|7|Pipe|in progress|', { name: 'Pipe', status: 'in progress' }],
    [
      '|Task|Target Date|Completed|',
      '|Pipe|2026-02-16|2026-02-17|',
      { date: '2026-02-16', done: '2026-02-17' },
    ],
    ['|Phase|Name|Delivered|', '|1|Pipe|all|', { key: '1', name: 'Pipe' }],
  ])('%s are known by their words or cells', (header, cells, values) => {
    expect(row(header, cells)).toMatchObject(values);
  });

  it('mean what a person says they mean', () => {
    const values = row('|Thing|Mood|Colour|', '|Pipe|happy|red|', { Mood: 'status', Colour: 'ignore' });
    expect(values).toEqual({ name: 'Pipe', status: 'happy' });
  });

  it('of dependencies point at other rows', () => {
    const doc = parseTracker(
      '|ID|Task|Status|Depends on|\n|-|-|-|-|\n|A-1|x|todo|-|\n|A-2|y|todo|A-1, Phase 9|\n',
    );
    expect(doc.items[1]?.dependsOn).toEqual(['A-1']);
  });
});

describe('words a person mapped', () => {
  it('are no guess any more', () => {
    const text = '|Task|Status|\n|-|-|\n|x|parked|\n';
    expect(parseTracker(text).items[0]).toMatchObject({ state: 'unknown', guess: true });
    const mapped = parseTracker(text, { mapping: { columns: {}, words: { Parked: 'blocked' } } });
    expect(mapped.items[0]).toMatchObject({ state: 'blocked', guess: false });
  });
});

describe('front matter', () => {
  it('gives metadata with the place of each value', () => {
    const text =
      '\uFEFF---\r\nowner: "A B"\r\nlast-verified: 2026-02-14 # checked\r\ntags: [a, b]\r\n---\r\n# T\r\n';
    const doc = parseTracker(text);
    expect(
      doc.meta.map((field) => [field.name, field.value, text.slice(field.span.start, field.span.end)]),
    ).toEqual([
      ['owner', 'A B', '"A B"'],
      ['last-verified', '2026-02-14', '2026-02-14'],
    ]);
    expect(doc.skipped).toEqual([
      {
        what: 'front-matter',
        line: 4,
        reason: '"tags" holds a list or map, which is kept and not shown as a field',
      },
    ]);
    expect(doc.title).toBe('T');
  });

  it('that is no YAML is kept, named with its line, and hides no table', () => {
    const doc = parseTracker('---\nowner: a: b: c\n---\n|Task|Status|\n|-|-|\n|x|done|\n');
    expect(doc.skipped[0]).toMatchObject({ what: 'front-matter', line: 2 });
    expect(doc.items).toHaveLength(1);
  });

  it('is not seen in a rule at the top', () => {
    const doc = parseTracker('---\n\n# Title\n\n---\n\n- [ ] a\n');
    expect(doc.title).toBe('Title');
    expect(doc.recognised.checks).toBe(1);
  });
});

describe('change logs', () => {
  it('take the date of the line, else of the heading', () => {
    const doc = parseTracker(
      '# Changelog\n\n## [1.1] - 2026-03-01\n\n- Added x\n\n## 1.0\n\n- 2026-01-05 – **Fixed** y\n- no date\n',
    );
    expect(doc.log.map(({ date, text }) => [date, text])).toEqual([
      ['2026-03-01', 'Added x'],
      ['2026-01-05', 'Fixed y'],
      [null, 'no date'],
    ]);
    expect(doc.lastUpdated).toBe('2026-03-01');
  });
});

describe('dates with an unclear order', () => {
  it('are read once another date of the document tells the order', () => {
    const table = (date: string) => `# A\n\n|Task|Due|\n|-|-|\n|x|${date}|\n|y|02/03/2026|\n`;
    expect(valuesOf(itemAt(parseTracker(table('03/04/2026')), '/y'))['date']).toBe('02/03/2026');
    expect(valuesOf(itemAt(parseTracker(table('03/24/2026')), '/y'))['date']).toBe('2026-02-03');
  });
});
