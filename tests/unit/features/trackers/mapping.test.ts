import { describe, expect, it } from 'vitest';
import type { Preview } from '../../../../renderer/domains/trackers/model/rows.ts';
import {
  addLabel,
  columnChoices,
  mapColumn,
  mappingInput,
  mapWord,
  NO_MAPPING,
  recognisedText,
  totalsOf,
} from '../../../../renderer/features/trackers/mapping-model.ts';
import { tracker } from './fixtures.ts';

const preview: Preview = {
  path: '/plans/a.md',
  name: 'A',
  profile: 'generic',
  profiles: [],
  recognised: {},
  items: 4,
  skipped: [],
  guesses: [],
  columns: [],
  words: [],
  sample: [],
  trackerId: null,
  problem: null,
};

describe('mapping columns and words', () => {
  it('asks for nothing until something was chosen', () => {
    expect(mappingInput(NO_MAPPING)).toBeNull();
  });
  it('drops a choice that says what was recognised anyway', () => {
    const changed = mapColumn(NO_MAPPING, 'Wann', 'date', 'wann');
    expect(mappingInput(changed)).toEqual({ columns: { Wann: 'date' }, words: {} });
    expect(mappingInput(mapColumn(changed, 'Wann', 'wann', 'wann'))).toBeNull();
  });
  it('keeps a confirmed guess: choosing it is what makes it certain', () => {
    const guess = { state: 'active' as const, guess: true };
    expect(mapWord(NO_MAPPING, 'läuft', 'active', guess).words).toEqual({ läuft: 'active' });
    expect(mapWord(NO_MAPPING, 'done', 'done', { state: 'done', guess: false }).words).toEqual({});
  });
  it('offers the column’s own name beside the usual meanings', () => {
    const own = columnChoices({ label: 'Risk', field: 'risk', sample: 'low' });
    expect(own[0]).toEqual({ id: 'risk', label: 'Text, as “Risk”' });
    expect(columnChoices({ label: 'When', field: 'date', sample: '' })[0]?.id).toBe('name');
  });
});

describe('what an import would do', () => {
  it('counts what is new, known and refused, and says it on the button', () => {
    const totals = totalsOf([
      preview,
      { ...preview, path: '/plans/b.md', trackerId: tracker },
      { ...preview, path: '/plans/c.bin', profile: '', problem: 'It is a binary file.' },
      { ...preview, path: '/plans/d.md', items: 3 },
    ]);
    expect(totals).toEqual({ ready: 2, already: 1, refused: 1, items: 7 });
    expect(addLabel(totals)).toBe('Add 2 trackers');
    expect(addLabel({ ...totals, ready: 1 })).toBe('Add 1 tracker');
  });
  it('names what was recognised, most first', () => {
    expect(recognisedText({ 'programme milestones': 5, milestones: 20, notes: 0 })).toBe(
      '20 milestones, 5 programme milestones',
    );
    expect(recognisedText({})).toBe('nothing it could track');
  });
});
