import { describe, expect, it } from 'vitest';
import { violatedInvariants } from '../../../core/domain/trackers/check/invariants.ts';
import { itemAt, readFixture, valuesOf } from './fixture.ts';

const doc = readFixture('columns-that-mislead.md');

const statesIn = (section: string) =>
  doc.items.filter((item) => item.address.includes(`/${section}/`)).map((item) => item.state);

describe('what a column holds', () => {
  it('is no status where coloured marks weigh the rows', () => {
    expect(statesIn('weights')).toEqual([]);
    expect(statesIn('priorities')).toEqual([null, null]);
  });

  it('is no status where sentences begin or end with a status word', () => {
    expect(statesIn('actions')).toEqual([]);
    expect(statesIn('keys')).toEqual([]);
  });

  it('is a date though many cells hold a dash', () => {
    const kinds = itemAt(doc, '/harbour').fields.map((field) => `${field.name} ${field.kind}`);
    expect(kinds).toContain('wound-up date');
    expect(valuesOf(itemAt(doc, '/river'))['wound-up']).toBe('2025-11-30');
  });

  it('tells the end of a life from what is kept up', () => {
    expect(statesIn('lines')).toEqual(['active', 'dropped', 'active']);
  });

  it('is read in Arabic, Hindi and traditional Chinese', () => {
    expect(valuesOf(itemAt(doc, '/الرصيف'))).toMatchObject({ status: 'مكتمل', date: '2026-01-02' });
    expect(statesIn('المهام')).toEqual(['done', 'active', 'planned']);
    expect(valuesOf(itemAt(doc, '/碼頭'))).toMatchObject({ status: '處理中', owner: '小林' });
    expect(statesIn('任務')).toEqual(['active', 'planned']);
    expect(doc.items.slice(-4, -2).map((item) => item.state)).toEqual(['done', 'planned']);
    expect(violatedInvariants(doc)).toEqual([]);
  });
});
