import { describe, expect, it } from 'vitest';
import { violatedInvariants } from '../../../core/domain/trackers/check/invariants.ts';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { itemAt, readFixture, valuesOf } from './fixture.ts';

describe('a YAML work queue', () => {
  const doc = readFixture('dock-queue.yaml');

  it('gives its tasks with exact value spans', () => {
    expect(doc.counts).toEqual({ tasks: 3 });
    const task = itemAt(doc, 'DQ-001');
    expect(task).toMatchObject({ carrier: 'yaml-task', state: 'active', line: 5 });
    expect(valuesOf(task)).toMatchObject({ name: 'Paint the bollards', owner: 'deck', date: '2026-06-10' });
    expect(task.fields.find((field) => field.name === 'name')?.raw).toBe('"Paint the bollards"');
  });

  it('keeps comments out of values and blank lines out of tasks', () => {
    const task = itemAt(doc, 'DQ-002');
    expect(task.fields.find((field) => field.name === 'status')?.raw).toBe('todo');
    expect(doc.text.slice(task.span.start, task.span.end)).toMatch(/^ {2}- id: DQ-002[\s\S]*of notes\.\n$/u);
  });

  it('locks texts of several lines and resolves dependencies', () => {
    expect(itemAt(doc, 'DQ-002').fields.find((field) => field.name === 'notes')).toMatchObject({
      editable: false,
    });
    expect(itemAt(doc, 'DQ-003')).toMatchObject({ state: null, dependsOn: ['DQ-001', 'DQ-002'] });
  });

  it.each([
    ['of nothing but blanks', '    notes: |\n      '],
    ['that ends in what looks like a comment', '    notes: |\n      words\n      # more\n'],
    ['folded, with blank lines behind it', '    notes: >\n      words\n\n\n'],
  ])('holds a text of several lines whole: %s', (_what, notes) => {
    const read = parseTracker(`tasks:\n  - id: a\n    status: todo\n${notes}`, { fileName: 'q.yml' });
    expect(violatedInvariants(read)).toEqual([]);
    expect(valuesOf(itemAt(read, 'a'))).toHaveProperty('notes');
  });

  it('names no two fields alike, also where labels differ by signs alone', () => {
    const text = `tasks:\n  - id: a\n    status: todo\n    sta'tus: done\n    "stat us": met\n`;
    const read = parseTracker(text, { fileName: 'q.yml' });
    expect(violatedInvariants(read)).toEqual([]);
    expect(valuesOf(itemAt(read, 'a'))).toMatchObject({ status: 'todo', 'status-2': 'done' });
  });

  it('keeps the words of the file before those of the profile', () => {
    const other = parseTracker('tasks:\n  - id: a\n    status: In-Progress\n', { fileName: 'q.yml' });
    expect(other.vocabularies[0]?.words.map((entry) => entry.word)).toContain('In-Progress');
    expect(other.vocabularies[0]?.words.map((entry) => entry.word)).not.toContain('in_progress');
  });

  it.each([
    ['a list on its own', '- title: one\n- title: two\n', 2],
    ['one task on its own', 'id: t-1\ntitle: one\n', 1],
    ['nothing to do', 'a: 1\n', 0],
  ])('may be %s', (_what, text, count) => {
    expect(parseTracker(text, { fileName: 'q.yaml' }).items).toHaveLength(count);
  });

  it('that is broken says where and reads nothing', () => {
    const broken = parseTracker('tasks:\n  - id: [\n', { fileName: 'q.yaml' });
    expect(broken.items).toEqual([]);
    expect(broken.skipped[0]).toMatchObject({ what: 'bytes' });
    expect(parseTracker('['.repeat(200_000), { fileName: 'q.yaml' }).skipped).toHaveLength(1);
  });
});

const rowsOf = (text: string) =>
  parseTracker(text, { fileName: 'q.yaml' }).items.map((item) => [
    item.key,
    item.title,
    item.status,
    item.state,
  ]);

describe('anchors, aliases and merge keys in a queue', () => {
  const doc = readFixture('anchored-queue.yaml');

  it('are read as the values they stand for', () => {
    expect(doc.items.map((item) => [item.key, item.status, item.state])).toEqual([
      ['N1', 'todo', 'planned'],
      ['N2', 'todo', 'planned'],
      ['N3', 'done', 'done'],
    ]);
    expect(valuesOf(itemAt(doc, 'N1'))).toMatchObject({ name: 'Check the pumps', owner: 'mira' });
    expect(itemAt(doc, 'N1').fields.map((field) => field.label)).toEqual(['id', 'title', 'status', 'owner']);
    expect(violatedInvariants(doc)).toEqual([]);
  });

  it('lock these values with the reason, and leave the others open', () => {
    const locked = (key: string, name: string) =>
      itemAt(doc, key).fields.find((field) => field.name === name)?.locked ?? 'open';
    expect(locked('N1', 'status')).toMatch(/comes from an anchor/u);
    expect(locked('N1', 'owner')).toMatch(/comes from an anchor/u);
    expect(locked('N2', 'status')).toMatch(/comes from an anchor/u);
    expect([locked('N1', 'name'), locked('N2', 'owner'), locked('N3', 'status')]).toEqual([
      'open',
      'open',
      'open',
    ]);
    const anchored = parseTracker('- id: A\n  status: &s todo\n- id: B\n  status: *s\n', {
      fileName: 'q.yaml',
    });
    expect(itemAt(anchored, 'A').fields.find((field) => field.name === 'status')?.locked).toContain('&s');
  });

  it('never end a reading, however they are tied', () => {
    expect(
      rowsOf('a: &a\n  <<: *a\n  owner: x\ntasks:\n  - id: T\n    <<: [*a, *a, *none]\n    status: done\n'),
    ).toEqual([['T', 'T', 'done', 'done']]);
  });
});

describe('a YAML file', () => {
  it('may hold several documents with tasks, each read', () => {
    const stream =
      '---\ntasks:\n  - id: A1\n    title: First\n    status: todo\n---\ntasks:\n  - id: B1\n    title: Second\n    status: done\n';
    expect(rowsOf(stream)).toEqual([
      ['A1', 'First', 'todo', 'planned'],
      ['B1', 'Second', 'done', 'done'],
    ]);
    const broken = parseTracker(`${stream}---\ntasks: [\n`, { fileName: 'q.yaml' });
    expect(broken.items).toHaveLength(2);
    expect(broken.skipped.map((skip) => skip.reason)).toEqual([
      expect.stringMatching(/^Not valid YAML, so this document of the file was not read/u),
    ]);
  });

  it('may hold a map of tasks', () => {
    const doc = parseTracker('tasks:\n  T1:\n    title: One\n    status: todo\n  T2: { status: done }\n', {
      fileName: 'q.yaml',
    });
    expect(doc.items.map((item) => [item.key, item.title, item.state, item.line])).toEqual([
      ['T1', 'One', 'planned', 2],
      ['T2', 'T2', 'done', 5],
    ]);
    expect(violatedInvariants(doc)).toEqual([]);
  });

  it('may hold a map of statuses, whose words are guesses until somebody declares them', () => {
    const text =
      'project: Quay\ndevelopment_status:\n  epic-1: in-progress\n  1-1-log-in: done\n  1-2-log-out: review\n  epic-1-look-back: optional\n  epic-2: backlog\n';
    const doc = parseTracker(text, { fileName: 'status.yaml' });
    expect(doc.items.map((item) => [item.key, item.status])).toEqual([
      ['epic-1', 'in-progress'],
      ['1-1-log-in', 'done'],
      ['1-2-log-out', 'review'],
      ['epic-1-look-back', 'optional'],
      ['epic-2', 'backlog'],
    ]);
    expect(doc.items.map((item) => item.state)).toEqual(['active', 'done', 'review', 'unknown', 'planned']);
    expect(violatedInvariants(doc)).toEqual([]);
  });

  it.each([
    ['services', 'services:\n  web:\n    image: nginx\n    restart: always\n  db:\n    image: postgres\n'],
    ['settings', 'colours:\n  sky: blue\n  sea: green\n'],
    ['switches', 'features:\n  login: on\n  search: off\n'],
  ])('of %s is no queue', (_, text) => {
    expect(rowsOf(text)).toEqual([]);
  });

  it('tells the days a task was made and changed from the day it is due, and marks guessed words', () => {
    const doc = parseTracker(
      "tasks:\n- id: Q-1\n  title: Sweep\n  status: dispatched\n  created: '2026-05-31'\n  updated: '2026-06-01'\n",
      { fileName: 'q.yaml' },
    );
    const [item] = doc.items;
    expect(item).toMatchObject({ state: 'active', guess: true });
    expect(item?.fields.map((field) => field.name)).not.toContain('date');
  });
});

describe('what a queue holds beside its tasks', () => {
  const queue = (text: string) => parseTracker(text, { fileName: 'queue.yaml' });

  it('is named: a key that stands twice, an entry that is no task, tasks inside a task, further lists', () => {
    const doc = queue(
      'tasks:\n  - id: T-1\n    status: todo\n    status: done\n  - just text\n  - id: T-2\n    subtasks:\n      - title: Part\nlater:\n  - id: T-3\n',
    );
    expect(doc.items.map(({ key, state }) => [key, state])).toEqual([
      ['T-1', 'planned'],
      ['T-2', null],
    ]);
    expect(doc.skipped.map(({ line, what }) => [line, what])).toEqual([
      [4, 'cell'],
      [5, 'list'],
      [7, 'list'],
      [10, 'list'],
    ]);
    expect(doc.items[0]?.fields.find(({ name }) => name === 'status')?.locked).toContain('more than once');
  });
});
