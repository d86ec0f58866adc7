import { describe, expect, it } from 'vitest';
import type { ParsedDocument } from '../../../core/domain/trackers/model.ts';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import type { TrackerMapping } from '../../../core/domain/trackers/vocabulary/mapping.ts';

/** A table from a header and rows written with bars. */
function read(lines: readonly string[], mapping: TrackerMapping | null = null): ParsedDocument {
  const [header = '', ...rows] = lines;
  const rule = header.replaceAll(/[^|]+/gu, '---');
  return parseTracker(`# Quay\n\n${[header, rule, ...rows].join('\n')}\n`, { mapping });
}

/** Roles by header, those without one left out. */
function rolesIn(doc: ParsedDocument): Record<string, string> {
  const columns = doc.tables[0]?.columns ?? [];
  return Object.fromEntries(columns.flatMap(({ label, role }) => (role === null ? [] : [[label, role]])));
}

const titles = (doc: ParsedDocument) => doc.items.map((item) => item.title);

describe('the name of a row', () => {
  it('is the title beside a linked id, and the id is its key however long its address is', () => {
    const doc = read([
      '|ID|Title|Status|',
      '|[P-7](./work/of/the/long/winter/p-7-grease-the-hinges/p-7.md)|Grease the hinges|done|',
      '|[P-8](./work/of/the/long/winter/p-8-hang-the-gate/p-8.md)|Hang the gate|open|',
    ]);
    expect(doc.items.map(({ key, title }) => [key, title])).toEqual([
      ['P-7', 'Grease the hinges'],
      ['P-8', 'Hang the gate'],
    ]);
  });

  it('is never a number, a commit, a day or a path while a description stands beside it', () => {
    const doc = read([
      '|#|Description|Date|Commit|Folder|',
      '|1|Mend the net|2026-03-07|4f0c2ab|./small/1|',
      '|2|Wax the rope|2026-03-12|9bd01ce, 77aa0f3|./small/2|',
    ]);
    expect(titles(doc)).toEqual(['Mend the net', 'Wax the rope']);
    expect(rolesIn(doc)).toMatchObject({ '#': 'key', Description: 'name' });
  });

  it.each([
    [['|ID|Severity|Task Description|ETA|', '|A1|High|Order ropes|2026-05-01|'], 'Order ropes'],
    [['|Area|Task|Status|', '|Hull|Sand it|done|', '|Hull|Paint it|todo|'], 'Sand it'],
    [['|Sprint|Goal|State|', '|S-1|First float|done|', '|S-2|First trip|todo|'], 'First float'],
    [['|Phase|Plans|Minutes|', '|01-hull|2/2|20|', '|02-mast|1/3|30|'], '01-hull'],
    [['|Requirement|Phase|Status|', '|RIG-01|Phase 1|done|', '|RIG-02|Phase 1|todo|'], 'RIG-01'],
    [['|Datei|Stufe|Inhalt|Status|', '|`a/b.md`|1|Der erste Teil|offen|'], 'Der erste Teil'],
    [['|Done|What|', '|[x]|Coil the rope|', '|[ ]|Stow the sail|'], 'Coil the rope'],
    [['|Bereich|Status|', '|A|erledigt|', '|B|offen|'], 'A'],
  ])('%j', (lines, title) => {
    expect(titles(read(lines))[0]).toBe(title);
  });
});

describe('roles are known in many languages, inside longer headers too', () => {
  it.each([
    [
      ['|WBS|Work package|Lead|Start|End|% complete|', '|1.1|Survey|Ana|2026-01-05|2026-02-01|40%|'],
      {
        WBS: 'key',
        'Work package': 'name',
        Lead: 'owner',
        Start: 'start',
        End: 'due',
        '% complete': 'status',
      },
    ],
    [
      ['|Surface|Current service status|Notes|', '|Gate|Broad subset|a|', '|Door|Implemented|b|'],
      { Surface: 'name', 'Current service status': 'status', Notes: 'notes' },
    ],
    [
      [
        '|Maßnahme|Bearbeitungsstatus|Zieltermin|Zuletzt geändert|',
        '|Streichen|offen|2026-03-01|2026-02-01|',
      ],
      { Maßnahme: 'name', Bearbeitungsstatus: 'status', Zieltermin: 'due' },
    ],
    [
      ['|Tâche|État d’avancement|Date d’échéance|Créé le|', '|Peindre|en cours|2026-03-01|2026-01-01|'],
      { Tâche: 'name', 'État d’avancement': 'status', 'Date d’échéance': 'due' },
    ],
    [
      ['|Tarea|Responsable|Fecha límite|Estado actual|', '|Pintar|Ana Ruiz|2026-03-01|en curso|'],
      { Tarea: 'name', Responsable: 'owner', 'Fecha límite': 'due', 'Estado actual': 'status' },
    ],
    [
      ['|Atividade|Prazo final|Situação|Última atualização|', '|Pintar|2026-03-01|em andamento|2026-02-01|'],
      { Atividade: 'name', 'Prazo final': 'due', Situação: 'status' },
    ],
    [
      ['|Attività|Data di scadenza|Stato|', '|Dipingere|2026-03-01|in corso|'],
      { Attività: 'name', 'Data di scadenza': 'due', Stato: 'status' },
    ],
    [
      ['|Zadanie|Osoba odpowiedzialna|Termin|Stan|', '|Malowanie|Ola|2026-03-01|w toku|'],
      { Zadanie: 'name', 'Osoba odpowiedzialna': 'owner', Termin: 'due', Stan: 'status' },
    ],
    [
      ['|№|Задача|Срок сдачи|Статус задачи|', '|1|Покрасить причал|2026-03-01|в работе|'],
      { '№': 'key', Задача: 'name', 'Срок сдачи': 'due', 'Статус задачи': 'status' },
    ],
    [
      ['|番号|作業内容|担当者|開始日|完了予定日|進捗状況|', '|1|塗装|田中|2026-01-01|2026-03-01|進行中|'],
      {
        番号: 'key',
        作業内容: 'name',
        担当者: 'owner',
        開始日: 'start',
        完了予定日: 'due',
        進捗状況: 'status',
      },
    ],
    [
      [
        '|编号|任务描述|负责人|计划完成日期|实际完成日期|当前状态|',
        '|1|刷漆|小林|2026-03-01|2026-03-02|已完成|',
      ],
      { 编号: 'key', 任务描述: 'name', 计划完成日期: 'due', 实际完成日期: 'done', 当前状态: 'status' },
    ],
    [
      ['|번호|작업 내용|담당자|마감일|진행 상태|', '|1|칠하기|김철수|2026-03-01|진행 중|'],
      { 번호: 'key', '작업 내용': 'name', 담당자: 'owner', 마감일: 'due', '진행 상태': 'status' },
    ],
    [
      ['|Task|Sta\u00ADtus\u200B|', '|Rope|Done|', '|Sail|Made to measure|'],
      { Task: 'name', Status: 'status' },
    ],
  ])('%j', (lines, roles) => {
    expect(rolesIn(read(lines))).toMatchObject(roles);
  });
});

describe('a day is due only where its header says so', () => {
  const fieldsOf = (lines: readonly string[]) =>
    Object.fromEntries((read(lines).items[0]?.fields ?? []).map(({ name, value }) => [name, value]));

  it.each(['Last updated', 'Created', 'Reported on', 'Date', 'Zuletzt geändert', '更新日', 'Reviewed'])(
    '%s is not',
    (header) => {
      const fields = fieldsOf([`|Task|Status|${header}|`, '|Rope|todo|2026-02-02|']);
      expect(Object.keys(fields)).not.toContain('date');
      expect(Object.values(fields)).toContain('2026-02-02');
    },
  );

  it.each([
    ['Started', 'start'],
    ['Opened', 'start'],
    ['Completed', 'done'],
    ['Shipped on', 'done'],
    ['Erledigt am', 'done'],
    ['Target', 'date'],
    ['Due by', 'date'],
  ])('%s fills "%s"', (header, field) => {
    expect(fieldsOf([`|Task|Status|${header}|`, '|Rope|todo|2026-02-02|'])).toMatchObject({
      [field]: '2026-02-02',
    });
  });

  it('and a bare date under a heading that says so is the day rows were done', () => {
    const doc = parseTracker('# Quay\n\n## Done tasks\n\n|Task|Date|\n|---|---|\n|Rope|2026-02-02|\n');
    expect(rolesIn(doc)).toEqual({ Task: 'name', Date: 'done' });
  });

  it('and a target that is no day is none', () => {
    expect(rolesIn(read(['|Gate|Target|Status|', '|Coverage|90 %|pass|']))['Target']).not.toBe('due');
  });
});

describe('the status of a row', () => {
  it('stays in its column where the cells hold a day as well', () => {
    const doc = read([
      '|Stage|Status|',
      '|Keel|done (2026-02-04)|',
      '|Mast|done (2026-02-18)|',
      '|Sail|open|',
    ]);
    expect(rolesIn(doc)).toEqual({ Stage: 'name', Status: 'status' });
    expect(doc.items[0]?.state).toBe('done');
  });

  it('is a count of what is done where nothing else tells it', () => {
    const doc = read(['|Phase|Plans|Total|', '|01-hull|2/2|20 min|', '|02-mast|1/3|30 min|']);
    expect(doc.items.map(({ state }) => state)).toEqual(['done', 'active']);
  });

  it('is not started where its cell is empty, and nothing for a bold heading amid the rows', () => {
    const doc = read([
      '|Role|Status|Comments|',
      '|**On board**|||',
      '|Pilot|||',
      '|Cook|Done|fed|',
      '|Mate|||',
    ]);
    expect(doc.items.map(({ state, status }) => [state, status])).toEqual([
      [null, null],
      ['planned', null],
      ['done', 'Done'],
      ['planned', null],
    ]);
  });

  it('is no waiver, no priority and no dependency', () => {
    const doc = read([
      '|Batch|Folder|Priority|Waiver|',
      '|1|`a/*.md`|🔴 Critical|❌|',
      '|2|`b/*.md`|🟠 High|❌|',
    ]);
    expect(rolesIn(doc)).toEqual({ Batch: 'key', Folder: 'name', Priority: 'priority' });
    const tiers = read(['|Tier|Crew|Dependencies|', '|1|pilot|None|', '|2|cook|Tier 1 complete|']);
    expect(tiers.items.map(({ state }) => state)).toEqual([null, null]);
    expect(rolesIn(tiers)).toMatchObject({ Dependencies: 'depends' });
  });
});

describe('what a person said of a column', () => {
  const lines = [
    '|Mood|Thing|When|Due|',
    '|done|Rope|2026-02-02|2026-03-03|',
    '|todo|Sail|2026-02-05|2026-03-04|',
  ];

  it('wins over words and cells, and is sure', () => {
    const doc = read(lines, { columns: { When: 'date', Due: 'ignore' }, words: {} });
    expect(doc.items[0]?.fields.find(({ name }) => name === 'date')?.value).toBe('2026-02-02');
    const [, , when, due] = doc.tables[0]?.columns ?? [];
    expect(when).toMatchObject({ role: 'due', field: 'date', sureness: 1, reasons: ['a person said so'] });
    expect(due).toMatchObject({ role: null, field: null });
  });

  it('makes a tracker of a table that would be left alone', () => {
    const glossary = ['|Term|Definition|', '|Keel|The lowest timber|', '|Mast|The upright pole|'];
    expect(read(glossary).items).toEqual([]);
    expect(titles(read(glossary, { columns: { Term: 'name' }, words: {} }))).toEqual(['Keel', 'Mast']);
  });

  it('is of one table where it names the table’s header, whatever the case of its labels', () => {
    const tables = {
      'mood | thing | when | due': { followed: null, columns: { When: 'date', Due: 'ignore' } },
    };
    const other = ['|Thing|Due|', '|---|---|', '|Oar|2026-04-04|', ''];
    const text = `# Quay\n\n${[...other, lines[0], '|---|---|---|---|', ...lines.slice(1)].join('\n')}\n`;
    const doc = parseTracker(text, { mapping: { columns: {}, words: {}, tables } });
    expect(doc.items.map(({ fields }) => fields.find(({ name }) => name === 'date')?.value)).toEqual([
      '2026-04-04',
      '2026-02-02',
      '2026-02-05',
    ]);
    expect(
      read(
        lines.map((line) => line.replace('Mood', 'MOOD')),
        { columns: {}, words: {}, tables },
      ).tables[0]?.columns[2],
    ).toMatchObject({ role: 'due', sureness: 1 });
  });

  it('says that a table is no tracker, or that it is one', () => {
    const said = (followed: boolean, shape: string): TrackerMapping => ({
      columns: {},
      words: {},
      tables: { [shape]: { followed, columns: {} } },
    });
    const none = read(lines, said(false, 'mood | thing | when | due'));
    expect(none.items).toEqual([]);
    expect(none.tables).toMatchObject([
      { kind: 'reference', sureness: 1, leftAlone: 'A person said that this table is no tracker' },
    ]);
    const prices = ['|Part|Price|', '|Rope|12|', '|Sail|80|'];
    expect(titles(read(prices))).toEqual([]);
    expect(titles(read(prices, said(true, 'part | price')))).toEqual(['Rope', 'Sail']);
  });

  it('knows no table by a name that every object has', () => {
    expect(titles(read(['|constructor|', '|Rope|'], { columns: {}, words: {}, tables: {} }))).toEqual([]);
  });

  it('knows no column by a name that every object has', () => {
    expect(titles(read(['|constructor|Status|', '|Rope|done|'], { columns: {}, words: {} }))).toEqual([
      'Rope',
    ]);
  });
});

describe('a reading', () => {
  it('says of a table what it was taken for, how surely and why, the strongest reason first', () => {
    const [plan] = read(['|Task|Status|Due|', '|Paint|done|2026-01-02|', '|Varnish|todo|2026-02-03|']).tables;
    expect(plan).toMatchObject({ kind: 'tracker', sureness: 1, rows: 2 });
    expect(plan?.reasons.slice(0, 2)).toEqual([
      '"Status" says how far a row is',
      '"Due" says when a row is due',
    ]);
    const [prices] = read(['|Part|Price|', '|Rope|12|', '|Sail|80|']).tables;
    expect(prices).toMatchObject({ kind: 'reference' });
    expect(prices?.reasons.at(-1)).toBe(
      'too little in it says how far a row is, when it is due or who does it',
    );
  });

  it('says of each column what it was taken for, how surely and why', () => {
    const [task, status, colour] =
      read(['|Task|Status|Colour|', '|Paint the hull|done|red|', '|Paint the deck|todo|blue|']).tables[0]
        ?.columns ?? [];
    expect(task).toMatchObject({ role: 'name', field: 'name' });
    expect(status?.sureness).toBeGreaterThan(0.9);
    expect(status?.reasons).toEqual([
      'the header says "Status"',
      '100 % of its cells are words or signs of status',
    ]);
    expect(colour).toEqual({
      label: 'Colour',
      sample: 'red',
      field: 'colour',
      role: null,
      sureness: 0,
      reasons: [],
    });
  });
});
