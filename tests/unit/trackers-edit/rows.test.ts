import { describe, expect, it } from 'vitest';
import { edited, item, planOf, read, refusal, set } from '../../support/edited-text.ts';

const TABLE = `# T

| Milestone | Target Date  | Status      | Notes |
|-----------|--------------|-------------|-------|
| M0 One    | Mar 6, 2026  | in-progress | first |
| M1 Two    | Mar 9, 2026  | done        |       |
| M2 Three  | Apr 10, 2026 | blocked     | last  |`;
const table = read(TABLE);
const lines = (text: string) => text.split('\n');
const near = (name: string, place: 'before' | 'after') => ({ nearAddress: item(table, name).address, place });

describe('table rows', () => {
  it('are added in the table’s own widths, dates in its format', () => {
    const text = edited(table, [
      {
        kind: 'add-item',
        ...near('M0', 'after'),
        values: { name: 'M9 | New', date: '2026-05-01', status: 'Done' },
      },
    ]);
    expect(lines(text)[5]).toBe('| M9 \\| New | May 1, 2026  | done        |       |');
    expect(text.replace(`${lines(text)[5] ?? ''}\n`, '')).toBe(TABLE);
  });

  it('keep the file without a final line end when one is added at its end', () => {
    const text = edited(table, [{ kind: 'add-item', ...near('M2', 'after'), values: { name: 'M3' } }]);
    expect(text).toBe(`${TABLE}\n| M3        |              |             |       |`);
  });

  it('are deleted, duplicated and moved as whole lines', () => {
    const [, , , , m0 = '', m1 = '', m2 = ''] = lines(TABLE);
    const address = item(table, 'M0').address;
    expect(lines(edited(table, [{ kind: 'delete-item', address }])).slice(4)).toEqual([m1, m2]);
    expect(lines(edited(table, [{ kind: 'duplicate-item', address }])).slice(4)).toEqual([m0, m0, m1, m2]);
    expect(lines(edited(table, [{ kind: 'move-item', address, ...near('M2', 'before') }])).slice(4)).toEqual([
      m1,
      m0,
      m2,
    ]);
  });

  it('move behind an unfinished last line without gluing to it', () => {
    const [, , , , m0 = '', m1 = '', m2 = ''] = lines(TABLE);
    const text = edited(table, [
      { kind: 'move-item', address: item(table, 'M0').address, ...near('M2', 'after') },
    ]);
    expect(lines(text).slice(4)).toEqual([m1, m2, m0]);
  });

  it('carry edits of the same plan along when they move, and copies show what was there when copied', () => {
    const { address } = item(table, 'M0');
    const text = edited(table, [
      set(table, 'M0', 'status', 'done'),
      { kind: 'duplicate-item', address },
      set(table, 'M0', 'notes', 'later'),
      { kind: 'move-item', address, ...near('M2', 'after') },
    ]);
    expect(
      lines(text)
        .slice(4)
        .map((line) =>
          line
            .split('|')
            .map((cell) => cell.trim())
            .slice(1, 5),
        ),
    ).toEqual([
      ['M0 One', 'Mar 6, 2026', 'done', 'first'],
      ['M1 Two', 'Mar 9, 2026', 'done', ''],
      ['M2 Three', 'Apr 10, 2026', 'blocked', 'last'],
      ['M0 One', 'Mar 6, 2026', 'done', 'later'],
    ]);
  });

  it('stand beside a row the same plan moved, and vanish with a row it deleted', () => {
    const { address } = item(table, 'M0');
    const text = edited(table, [
      { kind: 'move-item', address, ...near('M2', 'after') },
      { kind: 'add-item', ...near('M0', 'after'), values: { name: 'M4' } },
      set(table, 'M1', 'status', 'blocked'),
      { kind: 'delete-item', address: item(table, 'M1').address },
    ]);
    expect(
      lines(text)
        .slice(4)
        .map((line) => line.split('|')[1]?.trim()),
    ).toEqual(['M2 Three', 'M0 One', 'M4']);
  });

  it('are refused with what is wrong: an unknown column, nothing to say, another shape', () => {
    const two = read(`${TABLE}\n\n## Other\n\n| Task | Status |\n|---|---|\n| Alone | done |\n`);
    const at = { nearAddress: item(two, 'Alone').address, place: 'after' as const };
    expect(refusal(two, { kind: 'add-item', ...at, values: { colour: 'red' } }).code).toBe('field.not-found');
    expect(refusal(two, { kind: 'add-item', ...at, values: {} }).code).toBe('value.not-allowed');
    expect(refusal(two, { kind: 'add-item', ...at, values: { name: 'x', status: 'maybe so' } }).code).toBe(
      'status.unknown-word',
    );
    const failure = refusal(two, { kind: 'move-item', address: item(two, 'M0').address, ...at });
    expect(failure.message).toContain('different columns');
  });

  it('without outer bars stay without them', () => {
    const bare = read('# T\n\nTask | Status\n--- | ---\nOne | done\nTwo | todo\n');
    const text = edited(bare, [
      {
        kind: 'add-item',
        nearAddress: item(bare, 'One').address,
        place: 'after',
        values: { name: 'New', status: 'todo' },
      },
    ]);
    expect(text).toContain('One | done\nNew | todo\nTwo | todo\n');
  });
});

describe('list entries', () => {
  const list = read(
    '# L\r\n\r\n1. Alpha\r\n2. Beta\r\n3. Gamma\r\n\r\n## Checks\r\n\r\n- [x] One\r\n  * [ ] Inner\r\n- [ ] Two\r\n',
    'list.md',
  );

  it('are added with the bullet, box, indent and line end of their neighbour', () => {
    const after = (name: string) =>
      edited(list, [
        { kind: 'add-item', nearAddress: item(list, name).address, place: 'after', values: { name: 'New' } },
      ]);
    expect(after('Inner')).toContain('  * [ ] Inner\r\n  * [ ] New\r\n- [ ] Two');
    expect(after('Two')).toContain('- [ ] Two\r\n- [ ] New\r\n');
  });

  it('may start ticked', () => {
    const text = edited(list, [
      {
        kind: 'add-item',
        nearAddress: item(list, 'Two').address,
        place: 'before',
        values: { name: 'New', check: 'true' },
      },
    ]);
    expect(text).toContain('- [x] New\r\n- [ ] Two');
  });

  it('take their nested entries along when they move', () => {
    const text = edited(list, [
      {
        kind: 'move-item',
        address: item(list, 'One').address,
        nearAddress: item(list, 'Two').address,
        place: 'after',
      },
    ]);
    expect(text).toContain('- [ ] Two\r\n- [x] One\r\n  * [ ] Inner\r\n');
  });

  const plan = (numbers: readonly string[]) =>
    read(
      `# P\n\nStatus: active\n\n## Phase A — First\n\nObjective:\n\n1. Go\n\nTasks:\n\n${numbers.map((number, i) => `${number} Task ${'xyz'[i] ?? ''}`).join('\n')}\n\nDone criteria:\n\n1. Yes\n\nStatus:\n\n1. Not started\n\n## Global exit criteria\n\n1. Phase A is complete\n`,
    );

  it('renumber what follows when it counted on', () => {
    const doc = plan(['1.', '2.', '3.']);
    const nearAddress = item(doc, 'Task x').address;
    expect(
      edited(doc, [{ kind: 'add-item', nearAddress, place: 'after', values: { name: 'New' } }]),
    ).toContain('1. Task x\n2. New\n3. Task y\n4. Task z\n');
    expect(
      edited(doc, [{ kind: 'add-item', nearAddress, place: 'before', values: { name: 'New' } }]),
    ).toContain('1. New\n2. Task x\n3. Task y\n4. Task z\n');
    expect(edited(doc, [{ kind: 'duplicate-item', address: nearAddress }])).toContain(
      '1. Task x\n2. Task x\n3. Task y\n4. Task z\n',
    );
  });

  it('close up when some of them go', () => {
    const doc = plan(['1.', '2.', '3.']);
    const gone = (name: string) => ({ kind: 'delete-item' as const, address: item(doc, name).address });
    expect(edited(doc, [gone('Task x')])).toContain('Tasks:\n\n1. Task y\n2. Task z\n');
    expect(edited(doc, [gone('Task x'), gone('Task y')])).toContain('Tasks:\n\n1. Task z\n');
  });

  it('leave numbers alone that did not count on', () => {
    const doc = plan(['1.', '5.', '6.']);
    const nearAddress = item(doc, 'Task x').address;
    expect(
      edited(doc, [{ kind: 'add-item', nearAddress, place: 'after', values: { name: 'New' } }]),
    ).toContain('1. Task x\n2. New\n5. Task y\n6. Task z\n');
  });
});

describe('what a plan tells', () => {
  it('names the rows that came and went', () => {
    const plan = planOf(table, [
      { kind: 'delete-item', address: item(table, 'M1').address },
      { kind: 'add-item', ...near('M0', 'after'), values: { name: 'M8 Fresh' } },
    ]);
    expect(plan.changes.map(({ field, before, after }) => [field, before, after])).toEqual([
      ['item', 'M1 Two', null],
      ['item', null, 'M8 Fresh'],
    ]);
    expect(planOf(table, [{ kind: 'delete-item', address: item(table, 'M1').address }]).summary).toBe(
      'Removed M1 Two.',
    );
  });
});
