import { describe, expect, it } from 'vitest';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';

function read(line: string) {
  const [item] = parseTracker(`- [ ] ${line}\n`).items;
  const value = (name: string) => item?.fields.find((field) => field.name === name)?.value;
  return [item?.title, value('date'), value('owner')];
}

describe('fields behind the name of a list line', () => {
  it.each([
    ['Door due: 2026-11-15 @kim', '2026-11-15', '@kim'],
    ['Door @kim 📅 2026-11-15', '2026-11-15', '@kim'],
    ['Door (@kim)', undefined, '@kim'],
    ['Door owner: Lee', undefined, 'Lee'],
    ['Door owner: Lee Smith due: 2026-11-15', '2026-11-15', 'Lee Smith'],
    ['Door **Owner:** Lee **Due:** 2026-11-15', '2026-11-15', 'Lee'],
    ['Door [owner:: Lee] [due:: 2026-11-15]', '2026-11-15', 'Lee'],
    ['Door (owner: Lee, due: 2026-11-15)', '2026-11-15', 'Lee'],
    ['Door assignee: @mo', undefined, '@mo'],
    ['Door verantwortlich: Eva', undefined, 'Eva'],
    ['Door 👤 Lee 📅 2026-11-15', '2026-11-15', 'Lee'],
    ['Door owner: <lee@x.example>', undefined, 'lee@x.example'],
    ['Door owner: TBD', undefined, ''],
    ['Door — 📅 2026-11-15 — Kim', '2026-11-15', 'Kim'],
    ['Door 📅 2026-11-15 [tt-id:: AB12cd]', '2026-11-15', undefined],
    ['Door @{2026-11-15} @@{10:00}', '2026-11-15', undefined],
    ['Door (due: KW 3/2027)', '2027-01-24', undefined],
    ['Door due: 2026-W53 @kim', '2027-01-03', '@kim'],
  ])('%s', (line, due, owner) => {
    expect(read(line)).toEqual(['Door', due, owner]);
  });

  it.each([
    'Ask @kim',
    'Ask @kim about it',
    'Sync with @kim',
    'Import @types/node',
    'Write to a@b.example',
    'Define team: roles',
  ])('stay words of the name where the line needs them: %s', (line) => {
    expect(read(line)).toEqual([line, undefined, undefined]);
  });

  it('name a person in their own place only where a label keeps it apart', () => {
    const owners = parseTracker('- [ ] Door @kim\n- [ ] Roof owner: Lee\n')
      .items.flatMap(({ fields }) => fields)
      .filter(({ name }) => name === 'owner');
    expect(owners.map(({ editable }) => editable)).toEqual([false, true]);
  });
});

describe('cells that name nobody and nothing', () => {
  const table = (...rows: string[]) =>
    parseTracker(
      [
        '| Task | Status | Owner | Due |',
        '|---|---|---|---|',
        ...rows,
        '| Last | done | Kim | 2026-01-01 |',
        '',
      ].join('\n'),
    ).items;

  it.each(['—', '-', 'TBD', 'n/a', 'unassigned', 'niemand', '未定'])('%s is no owner', (cell) => {
    expect(
      table(`| Door | todo | ${cell} | |`)[0]?.fields.find(({ name }) => name === 'owner'),
    ).toMatchObject({ raw: cell, value: '' });
  });

  it('a mail address in angle brackets is an owner', () => {
    expect(
      table('| Door | todo | <kim@x.example> | |')[0]?.fields.find(({ name }) => name === 'owner')?.value,
    ).toBe('kim@x.example');
  });

  it('a row without a name is called by its key, and by nothing that is its status, day or owner', () => {
    expect(table('| | todo | Kim | 2026-01-01 |')[0]?.title).toBe('(no name)');
    const keyed = parseTracker(
      '| ID | Task | Status |\n|---|---|---|\n| X1 | | todo |\n| X2 | Door | done |\n',
    ).items;
    expect(keyed.map(({ title }) => title)).toEqual(['X1', 'Door']);
  });
});

describe('a lane of cards', () => {
  it('gives its state to cards with a box and without, as a guess; a tick says done, no tick never does', () => {
    const text =
      '# Board\n\n## Doing\n\n- [ ] One\n- Two\n- [x] Three\n\n## Done\n\n- [ ] Four\n- Five\n\n## Blocked\n\n- [ ] Six\n';
    expect(parseTracker(text).items.map(({ state, guess }) => [state, guess])).toEqual([
      ['active', true],
      ['active', true],
      ['done', false],
      ['planned', false],
      ['done', true],
      ['blocked', true],
    ]);
  });
});

describe('what is left alone is named', () => {
  const reasons = (text: string, fileName = 'a.md') =>
    parseTracker(text, { fileName }).skipped.map(({ line, reason }) => `${line}: ${reason}`);

  it('a box behind a no-break blank, inside the entry above', () => {
    expect(reasons('- [ ] One\n-\u00a0[ ] Two\n')).toEqual([
      '2: "-\u00a0[ ]" looks like a check box and is none; the line is kept as it is',
    ]);
  });

  it('a key that stands twice in front matter', () => {
    expect(reasons('---\nstatus: todo\nstatus: done\n---\n# A\n')).toEqual([
      '3: "status" stands here more than once; the first counts',
    ]);
  });

  it('headings of Org with a state', () => {
    expect(reasons('* TODO One\n** DONE Two\n', 'plan.org')).toContain(
      '1: 2 headings of Org with their states are left alone; of this file only lists and tables are read',
    );
    expect(reasons('* TODO One\n')).toEqual([]);
  });
});
