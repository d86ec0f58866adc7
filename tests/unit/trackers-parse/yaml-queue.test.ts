import { describe, expect, it } from 'vitest';
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
