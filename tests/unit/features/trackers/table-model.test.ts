import { describe, expect, it } from 'vitest';
import { NO_COUNTS } from '../../../../core/domain/trackers/vocabulary/state-counts.ts';
import {
  cellText,
  fieldFor,
  fitToRows,
  labelByRows,
  showFilled,
  tellApart,
  trackerColumns,
  workspaceColumns,
} from '../../../../renderer/domains/trackers/model/columns.ts';
import { neighbour, runsOfOutline, runsOfRows } from '../../../../renderer/domains/trackers/model/groups.ts';
import { field, item } from './fixtures.ts';

describe('columns', () => {
  const columns = trackerColumns([
    { name: 'name', label: 'Milestone', kind: 'text' },
    { name: 'notes', label: 'Notes', kind: 'notes' },
    { name: 'date', label: 'Target Date', kind: 'date' },
    { name: 'status', label: 'Status', kind: 'status' },
    { name: 'status', label: 'Verification Status', kind: 'status' },
  ]);
  it('shows the item first, long texts late, and each field once', () => {
    expect(columns.map((column) => column.id)).toEqual(['title', 'status', 'date', 'notes', 'section']);
  });
  it('sorts by the day things are due in its own column only', () => {
    const days = trackerColumns([
      { name: 'start', label: 'Begun', kind: 'date' },
      { name: 'date', label: 'Target Date', kind: 'date' },
    ]);
    expect(days.map((column) => [column.id, column.sort])).toEqual(
      expect.arrayContaining([
        ['start', null],
        ['date', 'due'],
      ]),
    );
  });
  it('shows a column of the document that is called like one of ours beside it, each with its own text', () => {
    const own = trackerColumns([
      { name: 'name', label: 'Person', kind: 'text' },
      { name: 'title', label: 'Title', kind: 'text' },
      { name: 'section', label: 'Section', kind: 'text' },
    ]);
    const ids = own.map((column) => column.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(own.map((column) => column.label)).toEqual(['Item', 'Title', 'Section', 'Section']);
    const row = item('a', {
      title: 'Ada',
      fields: [field('title', 'text', 'Dr'), field('section', 'text', 'North'), field('name', 'text', 'Ada')],
    });
    expect(own.map((column) => cellText(row, column))).toEqual(['Ada', 'Dr', 'North', 'Plan']);
    expect(own.map((column) => fieldFor(row, column)?.name)).toEqual(['name', 'title', 'section', undefined]);
  });
  it('shows under Due no day of another meaning', () => {
    const row = item('a', { fields: [field('start', 'date', '2026-02-16')] });
    const date = workspaceColumns().find((column) => column.id === 'date');
    expect(date && cellText(row, date)).toBe('');
  });
  it('reads cells by name, and by kind in the workspace-wide table', () => {
    const row = item('a', {
      due: '2026-02-16',
      fields: [
        field('name', 'text', 'Kickoff'),
        field('date', 'date', '2026-02-16'),
        field('lead', 'owner', 'Ada'),
        field('check', 'check', 'true'),
      ],
    });
    const date = workspaceColumns().find((column) => column.id === 'date');
    expect(date && fieldFor(row, date)?.name).toBe('date');
    expect(date && cellText(row, date)).toBe('2026-02-16');
    const owner = workspaceColumns().find((column) => column.id === 'owner');
    expect(owner && fieldFor(row, owner)?.name).toBe('lead');
    const check = {
      ...columns[0],
      id: 'check',
      label: 'Done',
      kind: 'check' as const,
      width: 1,
      sort: null,
      initially: true,
    };
    expect(cellText(row, check)).toBe('x');
  });
});

describe('columns shown at first', () => {
  it('leaves a text that hardly any row has to the side panel, and keeps dates and states', () => {
    const columns = trackerColumns([
      { name: 'objective', label: 'Objective', kind: 'text' },
      { name: 'date', label: 'Completed', kind: 'date' },
      { name: 'status', label: 'Status', kind: 'status' },
    ]);
    const rows = Array.from({ length: 20 }, (_, at) =>
      item(`r${at}`, { fields: at === 0 ? [field('objective', 'text', 'Ship')] : [] }),
    );
    const shown = showFilled(columns, rows).filter((column) => column.initially);
    expect(shown.map((column) => column.id)).toEqual(['title', 'status', 'date']);
    expect(showFilled(columns, [])).toEqual(columns);
  });
});

describe('labels of columns', () => {
  it('are the plain word where the document has several for one field', () => {
    const columns = trackerColumns([{ name: 'status', label: 'Class', kind: 'status' }]);
    const rows = ['Class', 'Verification Status'].map((label, at) =>
      item(`r${at}`, { fields: [field('status', 'status', 'done', { label })] }),
    );
    expect(labelByRows(columns, rows)[1]?.label).toBe('Status');
    expect(labelByRows(columns, rows.slice(0, 1))[1]?.label).toBe('Class');
  });
});

describe('columns side by side', () => {
  it('never have one heading for a box and a day, or for two days', () => {
    const columns = trackerColumns([
      { name: 'check', label: 'Done', kind: 'check' },
      { name: 'done', label: 'Done', kind: 'date' },
      { name: 'start', label: 'Date', kind: 'date' },
      { name: 'date', label: 'Date', kind: 'date' },
    ]);
    const labels = tellApart(columns).map(({ label }) => label);
    expect(labels).toEqual(['Item', 'Done', 'Done on', 'Start', 'Due', 'Section']);
  });
  it('are as wide as the longest day and status in them, and no narrower than usual', () => {
    const columns = trackerColumns([
      { name: 'date', label: 'Due', kind: 'date' },
      { name: 'status', label: 'Status', kind: 'status' },
      { name: 'note', label: 'Note', kind: 'text' },
    ]);
    const short = item('a', { status: 'ok', fields: [field('date', 'date', '2026-02-01')] });
    const long = item('b', {
      status: 'waiting for the harbour master',
      fields: [field('date', 'date', '2027-03-31', { raw: 'Q1 2027' })],
    });
    const widths = (rows: Parameters<typeof fitToRows>[1]) =>
      fitToRows(columns, rows).map(({ width }) => width);
    const usual = columns.map(({ width }) => width);
    expect(widths([])).toEqual(usual);
    expect(widths([short])).toEqual(usual);
    const [title, status = 0, date = 0, note] = widths([short, long]);
    expect([title, note]).toEqual([usual[0], usual[3]]);
    expect(status).toBeGreaterThan(usual[1] ?? 0);
    expect(date).toBeGreaterThan(usual[2] ?? 0);
  });
});

describe('groups', () => {
  const sections = [
    { path: 'plan', title: 'Plan', level: 1, line: 1, items: 0, done: 0, counts: NO_COUNTS },
    { path: 'plan/a', title: 'Phase A', level: 2, line: 3, items: 0, done: 0, counts: NO_COUNTS },
    {
      path: 'plan/a/tasks',
      title: 'Tasks',
      level: 3,
      line: 5,
      items: 9,
      done: 4,
      counts: { ...NO_COUNTS, done: 4, planned: 5 },
    },
  ];
  it('takes a section’s progress from the whole document, not from the filtered rows', () => {
    const runs = runsOfRows([item('a', { sectionPath: 'plan/a/tasks', state: 'planned' })], sections);
    expect(runs?.[0]).toMatchObject({
      title: 'Tasks',
      trail: 'Phase A',
      count: 1,
      counts: { done: 4, planned: 5 },
    });
  });
  it('says where each run of rows starts', () => {
    const rows = [item('a'), item('b'), item('c', { sectionPath: 'z', sectionTitle: 'Zed' })];
    expect(runsOfRows(rows, sections)?.map((run) => [run.title, run.start, run.count])).toEqual([
      ['Plan', 0, 2],
      ['Zed', 2, 1],
    ]);
  });
  it('makes no groups of rows that are sorted across sections', () => {
    const rows = [item('a'), item('c', { sectionPath: 'z' }), item('b')];
    expect(runsOfRows(rows, sections)).toBeNull();
  });
  it('groups documents longer than a window from their outline, if the counts agree', () => {
    expect(runsOfOutline(sections, 9)?.map((run) => [run.id, run.start, run.count])).toEqual([
      ['plan/a/tasks', 0, 9],
    ]);
    expect(runsOfOutline(sections, 10)).toBeNull();
  });
  it('finds the neighbours of a row, and none past the ends', () => {
    const rows = [item('a'), item('b')];
    expect(neighbour(rows, 'it_a', 1)).toBe('it_b');
    expect(neighbour(rows, 'it_b', 1)).toBeNull();
    expect(neighbour(rows, 'it_gone', 1)).toBeNull();
  });
});
