import { describe, expect, it } from 'vitest';
import { mergeThreeWay } from '../../../core/domain/trackers/merge/merge.ts';
import { read } from '../../support/edited-text.ts';

const table = (...rows: readonly string[]) =>
  `| Task | Status | Note |\n|---|---|---|\n${rows.map((row) => `| ${row} |\n`).join('')}\n`;
/** Sections by heading, in their order; what a heading stands for is below it. */
const plan = (sections: Readonly<Record<string, string>>) =>
  `# Plan\n\n${Object.entries(sections)
    .map(([heading, text]) => `## ${heading}\n\n${text}`)
    .join('')}`;
type Sections = Readonly<Record<string, string>>;
const merge = (base: Sections, earlier: Sections, later: Sections) =>
  mergeThreeWay(read(plan(base)), read(plan(earlier)), read(plan(later)));
const lines = (text: string) => text.split('\n').filter((line) => line !== '');

describe('rows that were moved', () => {
  it('take an edit along when they were renamed too', () => {
    const merged = merge(
      { Harbour: table('Lay the keel | doing | by hand'), Yard: '' },
      { Harbour: table('Lay the keel | late | by hand'), Yard: '' },
      { Harbour: '', Yard: table('Lay the keel now | doing | by hand') },
    );
    const expected = plan({ Harbour: '', Yard: table('Lay the keel now | late | by hand') });
    expect(lines(merged.text)).toEqual(lines(expected));
    expect(merged.conflicts).toEqual([]);
  });

  it('are told from a namesake of a section that went away', () => {
    const merged = merge(
      {
        Harbour: '',
        Yard: table('Lay the keel | doing | first'),
        Workshop: table('Lay the keel | done | second', 'Lay the keel | todo | third'),
      },
      {
        Harbour: table('Lay the keel | done | second'),
        Yard: '',
        Workshop: table('Lay the keel | todo | third'),
      },
      {
        Harbour: '',
        Yard: table('Lay the keel | late | first'),
        Workshop: table('Lay the keel | done | second', 'Lay the keel | todo | third'),
      },
    );
    const expected = plan({
      Harbour: table('Lay the keel | done | second'),
      Yard: table('Lay the keel | late | first'),
      Workshop: table('Lay the keel | todo | third'),
    });
    expect(lines(merged.text)).toEqual(lines(expected));
    expect(merged.conflicts).toMatchObject([{ field: 'item', earlier: null }]);
  });

  it.each(['Lay', 'T3 Lay'])(
    'are told from a namesake (%s) to whose place they were moved, also when changed',
    (its) => {
      const workshop = table(`${its} the keel | done | second`);
      const merged = merge(
        { Yard: table('Lay the keel | doing | first', 'Lay the keel | todo | third'), Workshop: workshop },
        { Yard: table('Lay the keel | todo | third'), Workshop: table('Lay the keel | early | first') },
        { Yard: table('Lay the keel | late | first', 'Lay the keel | todo | third'), Workshop: workshop },
      );
      expect(lines(merged.text).filter((line) => line.includes('first'))).toEqual([
        '| Lay the keel | late | first |',
      ]);
      expect(merged.conflicts).toMatchObject([{ field: 'status', earlier: 'early', later: 'late' }]);
    },
  );

  it('are known in a section that was renamed with its only row', () => {
    const box = (name: string) => `- [ ] ${name}\n\n`;
    const merged = merge(
      { Harbour: box('Caulk the hull well'), Yard: '' },
      { Harbour: box('Caulk the hull early well'), Yard: '' },
      { 'Harbour now': box('Caulk the hull late well'), Yard: '' },
    );
    expect(merged.text).toBe(plan({ 'Harbour now': box('Caulk the hull late well'), Yard: '' }));
    expect(merged.conflicts).toMatchObject([{ field: 'name' }]);
  });

  it('go along with their section when the other side moved it', () => {
    const rows = [
      'Lay the keel | doing | a',
      'Raise the mast | done | b',
      'Sew the sails | todo | c',
    ] as const;
    const swapped = table(rows[0], rows[2], rows[1]);
    const yard = table('Order rope | doing | d');
    const merged = merge(
      { Harbour: table(...rows), Yard: yard },
      { Yard: yard, Harbour: swapped },
      { Harbour: swapped, Yard: yard },
    );
    expect(lines(merged.text)).toEqual(lines(plan({ Yard: yard, Harbour: swapped })));
    expect(merged.conflicts).toEqual([]);
  });
});

describe('the head of a table', () => {
  it('goes when its last rows go', () => {
    const merged = merge(
      { Harbour: '', Yard: table('Lay the keel | doing | a', 'Raise the mast | done | b') },
      { Harbour: '' },
      { Harbour: table('Lay the keel | doing | a'), Yard: table('Raise the mast | done | b') },
    );
    expect(lines(merged.text)).toEqual(['# Plan', '## Harbour']);
  });

  it('stays over a table that a side emptied', () => {
    const merged = merge(
      { Harbour: table('Lay the keel | doing | a'), Yard: 'Words.\n' },
      { Harbour: table(), Yard: 'Words.\n' },
      { Harbour: table('Lay the keel | doing | a'), Yard: 'Other words.\n' },
    );
    expect(merged.text).toBe(plan({ Harbour: table(), Yard: 'Other words.\n' }));
  });

  it('stays where a side wrote it anew, when its last rows go', () => {
    const renamed = table('Lay the keel | doing | a').replace('Note', 'Remark');
    const merged = merge(
      { Harbour: table('Lay the keel | doing | a', 'Raise the mast | done | b'), Yard: '' },
      { Harbour: table('Raise the mast | done | b'), Yard: '' },
      { Harbour: renamed, Yard: '' },
    );
    expect(lines(merged.text)).toEqual(lines(plan({ Harbour: table().replace('Note', 'Remark'), Yard: '' })));
  });

  it('is left as a side wrote it, also where that is none any more', () => {
    const base = `${table('Lay the keel | doing | a')}${table('Raise the mast | done | b')}Words.\n`;
    const texts = [
      base.replace(' |\n\n| Task', ' |\n| Task'),
      base.replace('|---|---|---|\n', ''),
      base.replaceAll(/^\|/gmu, '    |').replace(/^.*\n.*\n/u, ''),
    ];
    for (const text of texts) {
      expect(mergeThreeWay(read(base), read(text), read(base))).toEqual({ text, conflicts: [] });
      expect(mergeThreeWay(read(base), read(base), read(text))).toEqual({ text, conflicts: [] });
    }
  });

  it('takes a renamed column along to where the other side moved it', () => {
    const [head, below] = ['| Task | Status | Note |\n', table('Lay the keel | doing | a')];
    const base = { Harbour: table('Raise the mast | done | b'), Yard: below };
    const merged = merge(
      base,
      { ...base, Yard: below.replace('Note', 'Remark') },
      { Harbour: `${base.Harbour.trimEnd()}\n${head}\n`, Yard: below.replace(head, '') },
    );
    const harbour = `${base.Harbour.trimEnd()}\n${head.replace('Note', 'Remark')}\n`;
    expect(merged).toEqual({
      text: plan({ Harbour: harbour, Yard: below.replace(head, '') }),
      conflicts: [],
    });
  });

  it('is not that of a table in another section', () => {
    const merged = merge(
      { Harbour: table('Lay the keel | doing | a'), Yard: '', Workshop: '' },
      { Yard: '', Workshop: table('Added | todo | b') },
      { Harbour: table('Lay the keel | late | a'), Yard: '', Workshop: '' },
    );
    const expected = plan({
      Harbour: table('Lay the keel | late | a'),
      Yard: '',
      Workshop: table('Added | todo | b'),
    });
    expect(lines(merged.text)).toEqual(lines(expected));
    expect(merged.conflicts).toMatchObject([{ field: 'item' }]);
  });

  it('stands once over rows that both sides put into one section', () => {
    const box = '- [ ] Caulk the hull\n\n';
    const merged = merge(
      { Harbour: table('Lay the keel | doing | a') + box, Yard: 'Words.\n\n' },
      { Harbour: box, Yard: `Words.\n\n${table('Lay the keel | doing | a')}` },
      { Harbour: table('Lay the keel | doing | a') + box, Yard: `Words.\n\n${table('Added | todo | b')}` },
    );
    const rows = table('Added | todo | b', 'Lay the keel | doing | a');
    expect(lines(merged.text)).toEqual(lines(plan({ Harbour: box, Yard: `Words.\n\n${rows}` })));
  });

  it('comes back with the heading for a row added to a section that went away, and that is shown', () => {
    const merged = merge(
      { Harbour: table('Lay the keel | doing | a') },
      {},
      { Harbour: table('Added | todo | b', 'Lay the keel | late | a') },
    );
    expect(lines(merged.text)).toEqual(
      lines(plan({ Harbour: table('Added | todo | b', 'Lay the keel | late | a') })),
    );
    expect(merged.conflicts).toMatchObject([
      { field: 'item', base: null },
      { field: 'item', earlier: null },
    ]);
  });
});

describe('the end of a text', () => {
  it('is the same from either side when both added the same lines in another order', () => {
    const base = read('# Plan\r\n\r\n## Change Log\r\n');
    const entry = (text: string) => `- February 13, 2026: ${text}`;
    const log = (...entries: readonly string[]) =>
      read(`# Plan\r\n\r\n## Change Log\r\n\r\n${entries.map(entry).join('\r\n')}`);
    const merged = mergeThreeWay(base, log('one', 'three'), log('three', 'one'));
    expect(merged).toEqual({ text: log('one', 'three').text, conflicts: [] });
    expect(mergeThreeWay(base, log('three', 'one'), log('one', 'three'))).toEqual(merged);
  });
});
