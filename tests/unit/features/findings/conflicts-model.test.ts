import { describe, expect, it } from 'vitest';
import { ConflictId, TrackerId } from '../../../../core/kernel/ids.ts';
import {
  type Conflict,
  currentSide,
  currentSideText,
  differing,
  nextOpen,
  valueText,
} from '../../../../renderer/features/conflicts/conflicts-model.ts';

function conflict(id: string, more: Partial<Conflict> = {}): Conflict {
  return {
    id: ConflictId.parse(`co_${id}`),
    trackerId: TrackerId.parse('tr_one'),
    trackerName: 'Harbour works',
    itemId: null,
    title: 'M2',
    field: 'Target Date',
    base: '2026-03-20',
    mine: { value: '2026-03-27', who: 'You', at: 0 },
    theirs: { value: '2026-04-03', who: 'Ines', at: 0 },
    rule: 'The file wins until somebody decides.',
    current: '2026-04-03',
    resolved: null,
    ...more,
  };
}

describe('conflicts', () => {
  it('say whose value stands in the file', () => {
    expect(currentSide(conflict('a'))).toBe('theirs');
    expect(currentSideText(conflict('a'))).toBe('The file says what Ines wrote. Yours is kept here.');
    expect(currentSide(conflict('a', { current: '2026-03-27' }))).toBe('mine');
    expect(currentSide(conflict('a', { current: null }))).toBeNull();
    expect(currentSideText(conflict('a', { current: null }))).toContain('says neither of them now');
    const both = { ...conflict('a').mine, value: 'Ours.' };
    const said = conflict('a', {
      mine: both,
      theirs: { ...both, value: 'Theirs.' },
      current: 'Theirs.\nOurs.',
    });
    expect(currentSideText(said)).toBe('The file says both.');
  });
  it('tell an absent value from an empty one', () => {
    expect(valueText(null)).toBe('not there');
    expect(valueText('')).toBe('empty');
    expect(valueText('2026-04-03')).toBe('Apr 3, 2026');
  });
  it('lead from a decided one to the next, and back at the end', () => {
    const rows = [conflict('a'), conflict('b'), conflict('c')];
    expect(nextOpen(rows, 'co_a')).toBe('co_b');
    expect(nextOpen(rows, 'co_c')).toBe('co_b');
    expect(nextOpen([conflict('a')], 'co_a')).toBeNull();
  });
  it('mark only the words that differ', () => {
    expect(differing('Ship the quay by May', 'Ship the crane by May')).toEqual({
      start: 'Ship the ',
      middle: 'quay',
      end: ' by May',
    });
    expect(differing('same', 'same').middle).toBe('');
    expect(differing('', 'more').middle).toBe('');
  });
});
