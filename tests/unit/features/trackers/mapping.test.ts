import { describe, expect, it } from 'vitest';
import type { ReadPreview } from '../../../../renderer/domains/trackers/model/rows.ts';
import {
  addLabel,
  draftOf,
  guessesIn,
  isOffered,
  mapColumn,
  mappingInput,
  mapTable,
  mapWord,
  NO_MAPPING,
  recognisedText,
  totalsOf,
  withChoices,
  withRemembered,
} from '../../../../renderer/features/trackers/mapping/mapping-model.ts';
import {
  columnChoices,
  columnText,
  rowsText,
  tableText,
} from '../../../../renderer/features/trackers/mapping/reading-text.ts';
import { tracker } from './fixtures.ts';

const preview: Extract<ReadPreview, { kind: 'new' }> = {
  kind: 'new',
  path: '/plans/a.md',
  name: 'A',
  profile: 'generic',
  profiles: [],
  recognised: {},
  items: 4,
  skipped: [],
  guesses: [],
  tables: [],
  moreTables: 0,
  words: [],
  sample: [],
  remembered: null,
  problem: null,
};

const said = { profile: 'generic', mapping: null };
const known: ReadPreview = { ...preview, kind: 'known', trackerId: tracker, said };

const table: ReadPreview['tables'][number] = {
  shape: 'was | wann',
  heading: 'Plan',
  lines: [3],
  rows: 12,
  kind: 'tracker',
  followed: true,
  sureness: 0.7,
  reasons: ['a header names work', 'its rows name commits'],
  columns: [
    {
      label: 'Was',
      sample: 'Rumpf',
      field: 'name',
      role: 'name',
      sureness: 0.3,
      reasons: ['no other column fits better'],
    },
    { label: 'Wann', sample: 'bald', field: 'wann', role: null, sureness: 0, reasons: [] },
  ],
};

describe('mapping columns and words', () => {
  it('asks for nothing until something was chosen', () => {
    expect(mappingInput(NO_MAPPING)).toBeNull();
  });
  it('drops a choice that says what was recognised anyway', () => {
    const changed = mapColumn(NO_MAPPING, table, 'Wann', 'date');
    expect(mappingInput(changed)?.tables).toEqual({
      'was | wann': { followed: null, columns: { Wann: 'date' } },
    });
    expect(mappingInput(mapColumn(changed, table, 'Wann', 'wann'))).toBeNull();
  });
  it('gives a table one name: what was called so before is not any more', () => {
    const once = mapColumn(NO_MAPPING, table, 'Wann', 'status');
    expect(mapColumn(once, table, 'Was', 'status').tables['was | wann']?.columns).toEqual({ Was: 'status' });
    const alone = mapColumn(mapColumn(NO_MAPPING, table, 'Wann', 'ignore'), table, 'Was', 'ignore');
    expect(alone.tables['was | wann']?.columns).toEqual({ Wann: 'ignore', Was: 'ignore' });
  });
  it('says that a table is no tracker, takes it back, and follows it again once a column is named', () => {
    const none = mapTable(NO_MAPPING, table, false);
    expect(none.tables['was | wann']).toEqual({ followed: false, columns: {} });
    expect(mappingInput(mapTable(none, table, true))).toBeNull();
    expect(mapColumn(none, table, 'Wann', 'date').tables['was | wann']).toEqual({
      followed: null,
      columns: { Wann: 'date' },
    });
  });
  it('names a column of a table left alone, even as what it was read as', () => {
    const alone = { ...table, followed: false };
    expect(mapColumn(NO_MAPPING, alone, 'Was', 'name').tables['was | wann']?.columns).toEqual({
      Was: 'name',
    });
  });
  it('takes over what was said of another file once, and keeps what was said here', () => {
    const remembered = {
      from: 'Yard',
      mapping: {
        columns: {},
        words: { ruht: 'blocked' as const },
        tables: { 'was | wann': { followed: null, columns: { Wann: 'date' } } },
      },
    };
    expect(isOffered(NO_MAPPING, remembered)).toBe(true);
    const taken = withRemembered({ ...NO_MAPPING, words: { ruht: 'dropped' } }, remembered);
    expect(isOffered(taken, remembered)).toBe(false);
    expect(taken).toMatchObject({ words: { ruht: 'dropped' }, tables: remembered.mapping.tables });
  });
  it('begins a change with what was said of the tracker so far', () => {
    const mapping = { columns: { Wann: 'date' }, words: {} };
    expect(draftOf({ ...known, said: { profile: 'generic', mapping } })).toEqual({
      ...NO_MAPPING,
      ...mapping,
    });
    expect(draftOf({ ...known, said: { profile: 'work-queue', mapping: null } }).profile).toBe('work-queue');
    expect(draftOf(preview)).toEqual(NO_MAPPING);
  });
  it('keeps a confirmed guess: choosing it is what makes it certain', () => {
    const guess = { state: 'active' as const, guess: true };
    expect(mapWord(NO_MAPPING, 'läuft', 'active', guess).words).toEqual({ läuft: 'active' });
    expect(mapWord(NO_MAPPING, 'done', 'done', { state: 'done', guess: false }).words).toEqual({});
  });
  it('offers the column’s own name beside the usual meanings', () => {
    const [was, wann] = table.columns.map(columnChoices);
    expect(wann?.[0]).toEqual({ id: 'wann', label: 'Text, as “Wann”' });
    expect(was?.[0]?.id).toBe('name');
  });
});

describe('a reading in words', () => {
  it('says what a column was taken for, how surely and why', () => {
    expect(table.columns.map(columnText)).toEqual(['Name, a guess: no other column fits better', 'Text']);
    expect(
      columnText({
        label: 'Was',
        sample: '',
        field: null,
        role: null,
        sureness: 1,
        reasons: ['a person said so'],
      }),
    ).toBe('Left alone: a person said so');
  });
  it('says what a table was taken for, and what becomes of its rows', () => {
    expect(tableText(table)).toBe('Tracker, likely: a header names work; its rows name commits');
    expect(rowsText(table)).toBe('12 rows at line 3 become items');
    expect(rowsText({ ...table, rows: 1, followed: false })).toBe('1 row at line 3 is left alone');
    expect(rowsText({ ...table, lines: [3, 20] })).toBe(
      '12 rows of 2 tables, the first at line 3, become items',
    );
  });
});

describe('what an import would do', () => {
  it('counts what is new, known and refused, and says it on the button', () => {
    const totals = totalsOf([
      preview,
      { ...known, path: '/plans/b.md' },
      { kind: 'refused', path: '/plans/c.bin', code: 'file.binary', problem: 'It is a binary file.' },
      { ...preview, path: '/plans/d.md', items: 3 },
    ]);
    expect(totals).toEqual({ ready: 2, already: 1, refused: 1, items: 7, unread: 0 });
    expect(addLabel(totals)).toBe('Add 2 trackers');
    expect(addLabel({ ...totals, ready: 1 })).toBe('Add 1 tracker');
    expect(addLabel({ ...totals, unread: 40 })).toBe('Add 2 trackers, check and add 40 more files');
    expect(addLabel({ ...totals, ready: 0, unread: 1 })).toBe('Check and add 1 file');
  });
  it('goes by the reading with what was chosen for a file, and by the first one when it is taken back', () => {
    const again = { [preview.path]: { ...preview, items: 6 } };
    const drafts = { [preview.path]: { ...NO_MAPPING, words: { ruht: 'blocked' as const } } };
    expect(totalsOf(withChoices([preview], drafts, again)).items).toBe(6);
    expect(totalsOf(withChoices([preview], { [preview.path]: NO_MAPPING }, again)).items).toBe(4);
    expect(totalsOf(withChoices([preview], drafts, {})).items).toBe(4);
  });
  it('counts each guess once, of a place or of a word', () => {
    const guessed = (word: string, guess: boolean) => ({ word, state: 'planned' as const, guess, count: 1 });
    const guesses = [{ line: 3, what: '"ruht" is not among the declared status words' }];
    const words = [guessed('ruht', true), guessed('offen', true), guessed('planned', false)];
    expect(guessesIn({ guesses, words })).toBe(2);
  });
  it('names what was recognised, most first', () => {
    expect(recognisedText({ 'programme milestones': 5, milestones: 20, notes: 0 })).toBe(
      '20 milestones, 5 programme milestones',
    );
    expect(recognisedText({})).toBe('nothing it could track');
  });
});
